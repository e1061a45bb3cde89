/**
 * A program for the Perl that each Debian has: `perl listen.pl PORT WORD` waits for what holds this word among what is sent to this port over UDP, and
 * prints it on one line; a request of SIP is answered well.
 */
export const LISTENER = String.raw`use IO::Socket::INET; my $s = IO::Socket::INET->new(Proto => 'udp', LocalAddr => "127.0.0.1:$ARGV[0]") or die;
alarm 15;
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
