"""What a camera sees of a letter: the code of a sheet in the middle of a grey room, as a film."""

from pathlib import Path

from letters.code import matrix

WIDTH, HEIGHT = 640, 480
MODULE, FRAMES = 8, 10
PAPER, INK, ROOM = 215, 45, 120
QUIET = 4


def write_film(path: Path, code: str) -> None:
    """Write a film in which a sheet with a code is held before the camera."""
    frame = b"FRAME\n" + _luma(code) + bytes([128]) * (WIDTH * HEIGHT // 2)
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
    path.write_bytes(head + frame * FRAMES)


def _luma(code: str) -> bytes:
    rows = matrix(code)
    side = (len(rows) + 2 * QUIET) * MODULE
    left, top = (WIDTH - side) // 2, (HEIGHT - side) // 2
    picture = [bytearray([ROOM]) * WIDTH for _ in range(HEIGHT)]
    for row in picture[top : top + side]:
        row[left : left + side] = bytes([PAPER]) * side
    for down, modules in enumerate(rows, QUIET):
        for along, module in enumerate(modules, QUIET):
            if module == "1":
                first = left + along * MODULE
                for row in picture[top + down * MODULE : top + (down + 1) * MODULE]:
                    row[first : first + MODULE] = bytes([INK]) * MODULE
    return b"".join(picture)
