/** 127.0.0.1 as Linux lists it in /proc/net/udp. */
const LOOPBACK = '0100007F';

/**
 * A program for the Perl that each Debian has: `perl listen.pl PORT WORD` waits for what holds this word among what is sent to this port over UDP, and
 * prints it on one line; a request of SIP is answered well. `perl listen.pl PORT` waits until another one listens.
 */
export const LISTENER = String.raw`use IO::Socket::INET; alarm 15;
sub listens { open(my $list, '<', '/proc/net/udp') or die; return grep { index($_, sprintf('${LOOPBACK}:%04X', $ARGV[0])) >= 0 } <$list>; }
if (@ARGV == 1) { select(undef, undef, undef, 0.05) until listens(); exit }
my $s = IO::Socket::INET->new(Proto => 'udp', LocalAddr => "127.0.0.1:$ARGV[0]") or die;
while (defined $s->recv(my $text, 65535)) {
  if ($text =~ /$ARGV[1]/) { $text =~ s/\s+/ /g; print $text; exit }
  my @same = $text =~ /^((?:Via|From|To|Call-ID|CSeq):[^\r]*)/gmi or next;
  $s->send(join("\r\n", 'SIP/2.0 200 OK', @same, 'SIP-ETag: 1', 'Expires: 60', 'Content-Length: 0') . "\r\n\r\n");
}
`;

/** The function that listens from within the dialplan. */
export function heard(port: number, word: string): string {
  return `\${SHELL(perl /etc/asterisk/listen.pl ${port} ${word})}`;
}

/** A step that waits until somebody listens: what is sent before is lost. */
export function listening(port: number): string {
  return `Set(listening=\${SHELL(perl /etc/asterisk/listen.pl ${port})})`;
}
