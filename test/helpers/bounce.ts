/** A report of a mail server that it could not deliver a mail, with that mail's headers, as Postfix writes it. */
export function aBounce(
  headers: string,
  over: { readonly action?: string; readonly original?: string; readonly diagnostic?: string } = {},
): Uint8Array {
  const {
    action = 'failed',
    original = 'text/rfc822-headers',
    diagnostic = 'smtp; 550 5.1.1 <lead@example.com>: Recipient address\n    rejected: User unknown',
  } = over;
  const report = `From: MAILER-DAEMON@mx.example.com
To: bounces@example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; lead@example.com
Action: ${action}
Status: 5.1.1
Diagnostic-Code: ${diagnostic}

--part
Content-Type: ${original}

${headers.trim()}

--part--
`;
  return new TextEncoder().encode(report.replace(/\r?\n/g, '\r\n'));
}
