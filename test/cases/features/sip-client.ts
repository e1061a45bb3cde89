/**
 * A program for the Perl that each Debian has: sends one SIP request over UDP to Asterisk beside it, answers what comes back, and prints it on one line:
 * the status of the answer, then method, content type and body of each request, without line ends.
 *
 * `perl sip.pl METHOD TO-USER FROM-USER 'Header: value|Header: value' BODY VIA-PORT`; where a port is given, it says in `Via` that it is there, and
 * asks for no `rport`.
 */
export const SIP_CLIENT = String.raw`use strict; use warnings; use IO::Socket::INET;
my ($method, $to, $from, $headers, $body, $claimed) = (@ARGV, '', '', '', '');
my $socket = IO::Socket::INET->new(Proto => 'udp', LocalAddr => '127.0.0.1', PeerAddr => '127.0.0.1:5060') or die;
my $port = $socket->sockport;
my $id = $$ . time;
my $via = $claimed ? "127.0.0.1:$claimed;branch=z9hG4bK$id" : "127.0.0.1:$port;branch=z9hG4bK$id;rport";
my @lines = ("$method sip:$to\@127.0.0.1 SIP/2.0",
  "Via: SIP/2.0/UDP $via", 'Max-Forwards: 70',
  "From: <sip:$from\@127.0.0.1>;tag=$id", "To: <sip:$to\@127.0.0.1>", "Call-ID: $id", "CSeq: 1 $method",
  $headers =~ /^Contact:/ ? () : "Contact: <sip:$from\@127.0.0.1:$port>", split(/\|/, $headers), 'Content-Length: ' . length($body));
$socket->send(join("\r\n", @lines) . "\r\n\r\n" . $body);
my @got;
sub finish { print substr(join(' ', @got), 0, 1500); exit }
$SIG{ALRM} = \&finish;
alarm 1;
while (defined $socket->recv(my $text, 65535)) {
  my ($head, $content) = split(/\r\n\r\n/, $text, 2);
  if ($head =~ /^SIP\/2\.0 (\d+)/) { push @got, $1; finish() if $1 > 299 || $1 > 199 && $method !~ /SUBSCRIBE|REGISTER/; next }
  my ($request) = $head =~ /^(\w+)/;
  my ($type) = $head =~ /^Content-Type:\s*([^\r;]*)/mi;
  $content =~ s/[\r\n]+/ /g;
  push @got, join(' ', $request, $type // 'none', $content);
  my @same = $head =~ /^((?:Via|From|To|Call-ID|CSeq):[^\r]*)/gmi;
  $socket->send(join("\r\n", 'SIP/2.0 200 OK', @same, 'Content-Length: 0') . "\r\n\r\n");
  finish();
}
`;

/** The function that sends a request from within the dialplan. */
export function sipRequest(
  method: string,
  to: string,
  from: string,
  headers: readonly string[] = [],
  body = '',
  claimedPort = '',
): string {
  return escaped(
    `\${SHELL(perl /etc/asterisk/sip.pl ${method} ${to} ${from} "${headers.join('|')}" "${body}" ${claimedPort})}`,
  );
}

/** Text for a line of a file, in which a semicolon begins a comment. */
export function escaped(text: string): string {
  return text.replaceAll(';', '\\;');
}
