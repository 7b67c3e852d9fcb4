# minisign: its signatures and keys here, ours there.
need minisign minisign

head -c 100000 /dev/urandom >file
"$tool" minisign keygen "a password" ours.pub >ours.key
"$tool" minisign sign ours.key "a password" "form:work-permit version:3" <file >file.minisig
verdict "minisign verifies ours" minisign -V -p ours.pub -m file
verdict "and believes our comment" sh -c "minisign -V -Q -p ours.pub -m file | grep -qx 'form:work-permit version:3'"
sed 's/version:3/version:4/' file.minisig >changed.minisig
refused "minisign, a changed comment" minisign -V -p ours.pub -x changed.minisig -m file
refused "ours, a changed comment" "$tool" minisign verify ours.pub changed.minisig <file
verdict "minisign signs with our key" sh -c "echo 'a password' | minisign -S -s ours.key -x theirs.minisig -m file -t 'from minisign'"
verdict "we verify that" sh -c "'$tool' minisign verify ours.pub theirs.minisig <file | grep -qx 'from minisign'"

# minisign's own keys take a gigabyte and some seconds: once with a password, else without.
printf 'secret word\nsecret word\n' | minisign -G -p theirs.pub -s theirs.key >log
verdict "we open minisign's key" sh -c "'$tool' minisign public theirs.key 'secret word' | cmp - theirs.pub"
refused "a wrong password" "$tool" minisign public theirs.key 'secret ward'
minisign -G -W -p plain.pub -s plain.key >log
verdict "we open a key without password" sh -c "'$tool' minisign public plain.key '' | cmp - plain.pub"
for legacy in "" -l; do
  # shellcheck disable=SC2086
  minisign -S $legacy -s plain.key -x plain.minisig -m file -t 'a comment' >log
  verdict "we verify minisign's${legacy:+ older kind}" sh -c "'$tool' minisign verify plain.pub plain.minisig <file | grep -qx 'a comment'"
done
refused "another file" "$tool" minisign verify plain.pub plain.minisig <plain.pub
refused "another key" "$tool" minisign verify theirs.pub plain.minisig <file
