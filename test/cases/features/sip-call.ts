import { escaped } from './sip-client';

/**
 * A program for the Perl that each Debian has: a phone that calls over UDP, and once in the call sends one more request, and prints the status of the
 * answers to it; or waits (`WAIT`) for a request, and prints its method, and its `Reason` or media; or prints the parameters of the
 * codecs (`fmtp`) that were answered (`ANSWER`).
 *
 * `perl call.pl TO-USER FROM-USER METHOD 'Header: value|Header: value' 'line of SDP|line of SDP'`
 */
export const SIP_CALL = String.raw`use strict; use warnings; use IO::Socket::INET;
my ($to, $from, $method, $headers, $media) = (@ARGV, '', '');
my $socket = IO::Socket::INET->new(Proto => 'udp', LocalAddr => '127.0.0.1', PeerAddr => '127.0.0.1:5060') or die;
my $me = '127.0.0.1:' . $socket->sockport;
my $id = $$ . time;
my $remote = "<sip:$to\@127.0.0.1>";
my $sdp = join("\r\n", 'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', split(/\|/, $media || 'm=audio 4000 RTP/AVP 0'), '');
sub request {
  my ($name, $number, $body, @more) = @_;
  $socket->send(join("\r\n", "$name sip:$to\@127.0.0.1:5060 SIP/2.0", "Via: SIP/2.0/UDP $me;branch=z9hG4bK$id$name;rport", 'Max-Forwards: 70',
    "From: <sip:$from\@127.0.0.1>;tag=$id", "To: $remote", "Call-ID: $id", "CSeq: $number $name", "Contact: <sip:$from\@$me>", @more,
    'Content-Length: ' . length($body)) . "\r\n\r\n" . $body);
}
$SIG{ALRM} = sub { print 'nothing'; exit };
alarm 5;
request('INVITE', 1, $sdp, 'Content-Type: application/sdp');
while (defined $socket->recv(my $text, 65535)) {
  my ($sequence) = $text =~ /^CSeq: *\d+ (\w+)/mi;
  if (my ($status) = $text =~ /^SIP\/2\.0 (\d+)/) {
    next if $status < 200;
    if ($sequence ne 'INVITE') { print $status; exit }
    ($remote) = $text =~ /^To: *([^\r]*)/mi;
    request('ACK', 1, '');
    if ($status > 299) { print $status; exit }
    if ($method eq 'ANSWER') { print join(' ', $text =~ /^a=(fmtp:[^\r]*)/gm); exit }
    select(undef, undef, undef, 0.3);
    request($method, 2, '', split(/\|/, $headers)) if $method ne 'WAIT';
    next;
  }
  next if $sequence eq 'ACK';
  my @same = $text =~ /^((?:Via|From|To|Call-ID|CSeq):[^\r]*)/gmi;
  my $answer = $sequence eq 'INVITE' ? '488 Not Acceptable Here' : '200 OK';
  $socket->send(join("\r\n", "SIP/2.0 $answer", @same, 'Content-Length: 0') . "\r\n\r\n");
  my ($reason) = $text =~ /^Reason: *([^\r]*)/mi;
  my ($media) = $text =~ /^(m=[^\r]*)/m;
  if ($method eq 'WAIT') { print join(' ', $sequence, $reason // $media // 'without a reason'); exit }
}
`;

/** The function that makes such a call from within the dialplan. */
export function sipCall(
  to: string,
  from: string,
  method: string,
  headers: readonly string[] = [],
  media: readonly string[] = [],
): string {
  const quoted = [headers, media].map((lines) => `"${lines.join('|')}"`);
  return escaped(`\${SHELL(perl /etc/asterisk/call.pl ${to} ${from} ${method} ${quoted.join(' ')})}`);
}
