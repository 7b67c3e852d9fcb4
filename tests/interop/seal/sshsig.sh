# SSH signatures: ssh-keygen verifies ours, we verify its own, byte for byte the same file.
need ssh-keygen openssh-client

printf 'what is signed\n' >message
ours=$("$tool" sshsig public 7)
echo "applicant $ours" >allowed
"$tool" sshsig sign 7 submission@sayyar <message >ours.sshsig
verify() { ssh-keygen -Y verify -f allowed -I applicant -n "$1" -s ours.sshsig <"$2"; }
verdict "ssh-keygen verifies ours" verify submission@sayyar message
refused "ssh-keygen, another purpose" verify receipt@sayyar message
refused "ssh-keygen, another message" verify submission@sayyar allowed
verdict "ssh-keygen reads our key" ssh-keygen -l -f <(echo "$ours")

ssh-keygen -q -t ed25519 -N '' -C 'a comment' -f theirs
for size in 0 1 100000; do
  head -c "$size" /dev/urandom >message
  ssh-keygen -q -Y sign -n submission@sayyar -f theirs <message >theirs.sshsig
  verdict "we verify ssh-keygen's, $size bytes" "$tool" sshsig verify theirs.pub submission@sayyar theirs.sshsig <message
done
refused "another purpose" "$tool" sshsig verify theirs.pub receipt@sayyar theirs.sshsig <message
refused "another message" "$tool" sshsig verify theirs.pub submission@sayyar theirs.sshsig <allowed
refused "another key" "$tool" sshsig verify <(echo "$ours") submission@sayyar theirs.sshsig <message
ssh-keygen -q -Y sign -n submission@sayyar -O hashalg=sha256 -f theirs <message >weak.sshsig
refused "another hash" "$tool" sshsig verify theirs.pub submission@sayyar weak.sshsig <message
ssh-keygen -q -t ecdsa -N '' -f ecdsa
ssh-keygen -q -Y sign -n submission@sayyar -f ecdsa <message >ecdsa.sshsig
refused "another kind of key" "$tool" sshsig verify theirs.pub submission@sayyar ecdsa.sshsig <message
