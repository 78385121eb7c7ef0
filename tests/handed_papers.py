"""Files as people hand them in: photos with the place where they were taken, PDFs, and worse."""

from functools import cache
from io import BytesIO

from PIL import Image

_GPS, _LATITUDE, _CAMERA, _ORIENTATION = 0x8825, 2, 0x0110, 0x0112
CAMERA = "Camara de Rosa"


@cache
def a_photo(wide: int = 640, high: int = 480, turned: int = 1) -> bytes:
    """Take a photo that tells where it was taken, and with what."""
    picture = Image.linear_gradient("L").resize((wide, high)).convert("RGB")
    told = Image.Exif()
    told[_CAMERA], told[_ORIENTATION] = CAMERA, turned
    told[_GPS] = {_LATITUDE: (13.0, 25.0, 18.0)}
    written = BytesIO()
    picture.save(written, "JPEG", exif=told.tobytes(), comment=CAMERA.encode())
    return written.getvalue()


@cache
def a_png(wide: int = 64, high: int = 48, mode: str = "RGBA") -> bytes:
    """Draw a picture on nothing."""
    written = BytesIO()
    Image.new(mode, (wide, high)).save(written, "PNG")
    return written.getvalue()


def a_pdf(pages: int = 2, more: bytes = b"") -> bytes:
    """Write a PDF as small as one can be."""
    page = b"<< /Type /Page /Parent 1 0 R >>\n"
    return b"%PDF-1.7\n<< /Type /Pages >>\n" + page * pages + more + b"\nstartxref\n9\n%%EOF\n"
