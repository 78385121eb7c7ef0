// An SMPP centre of one telephone network, told over HTTP what its phones do:
// GET /sent lists what came for them, GET /text?from=&to=&text= lets one text the office.
const path = require('path');
const http = require('http');
const smpp = require(path.join(process.argv[2], 'node_modules', 'smpp'));
const [smppPort, httpPort] = [Number(process.argv[3]), Number(process.argv[4])];

let office = null;
let count = 0;
const sent = [];

function receipt(pdu, id) {
  office.deliver_sm({
    source_addr: pdu.destination_addr,
    destination_addr: pdu.source_addr,
    esm_class: 4,
    short_message: `id:${id} sub:001 dlvrd:001 submit date:2611210200 done date:2611210201 stat:DELIVRD err:000 text:x`,
  });
}

function submit(session, pdu) {
  const said = pdu.short_message.message;
  sent.push({
    to: pdu.destination_addr,
    from: pdu.source_addr,
    coding: pdu.data_coding,
    header: pdu.short_message.udh ? true : false,
    receipt: pdu.registered_delivery & 1,
    text: typeof said === 'string' ? said : said.toString('latin1'),
  });
  // Texts for a phone that ends in 6900 are not taken, by no fault of theirs.
  if (pdu.destination_addr.endsWith('6900')) {
    session.send(pdu.response({ command_status: smpp.ESME_RSUBMITFAIL }));
    return;
  }
  // A phone that ends in 0000 is none.
  if (pdu.destination_addr.endsWith('0000')) {
    session.send(pdu.response({ command_status: smpp.ESME_RINVDSTADR }));
    return;
  }
  const id = `M${++count}`;
  session.send(pdu.response({ message_id: id }));
  if (pdu.registered_delivery & 1) setTimeout(() => receipt(pdu, id), 50);
}

smpp.createServer({ debug: false }, (session) => {
  const bind = (pdu) => {
    if (pdu.password !== 'secreto') {
      session.send(pdu.response({ command_status: smpp.ESME_RBINDFAIL }));
      return;
    }
    session.send(pdu.response({ system_id: 'centre' }));
    office = session;
  };
  session.on('error', () => {});
  session.on('close', () => { if (office === session) office = null; });
  session.on('bind_transceiver', bind);
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
  session.on('submit_sm', (pdu) => submit(session, pdu));
}).listen(smppPort, '127.0.0.1');

http.createServer((asked, answer) => {
  const url = new URL(asked.url, 'http://centre');
  if (url.pathname === '/sent') return answer.end(JSON.stringify(sent));
  if (!office) { answer.statusCode = 503; return answer.end('no office'); }
  return office.deliver_sm({
    source_addr: url.searchParams.get('from'),
    destination_addr: url.searchParams.get('to'),
    short_message: url.searchParams.get('text'),
  }, () => answer.end('taken'));
}).listen(httpPort, '127.0.0.1');
