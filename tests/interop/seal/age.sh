# age: Debian's `age` for X25519 and passphrases, npm's age-encryption for the hybrid, the C2SP test kit.
need age age
need expect expect
[ -d "$here/node_modules/cctv-age" ] || (cd "$here" && npm install --no-audit --no-fund --silent) || exit 2

age-keygen -o theirs.key 2>/dev/null
theirs=$(age-keygen -y theirs.key)
"$tool" age keygen x25519 >ours.key
ours=$("$tool" age recipient <ours.key)
verdict "age reads our identity" [ "$(age-keygen -y ours.key)" = "$ours" ]
verdict "we read age's identity" [ "$("$tool" age recipient <theirs.key)" = "$theirs" ]
for size in 0 1 65535 65536 65537 1000000; do
  head -c "$size" /dev/urandom >plain
  "$tool" age encrypt "$ours" "$theirs" <plain >ours.age
  verdict "age opens ours, $size bytes" sh -c "age -d -i theirs.key ours.age | cmp - plain"
  age -r "$ours" -r "$theirs" -o theirs.age plain
  verdict "we open age's, $size bytes" sh -c "'$tool' age decrypt ours.key <theirs.age | cmp - plain"
done
head -c -1 theirs.age >cut.age
refused "a cut file of age's" "$tool" age decrypt ours.key <cut.age
age -a -r "$ours" -o armoured.age plain
refused "armour" "$tool" age decrypt ours.key <armoured.age

# Debian's age asks for passphrases on a terminal only.
echo "a passphrase protects this" >plain
"$tool" age encrypt-with "correct horse" <plain >ours.age
verdict "age opens our passphrase file" expect -c '
  log_user 0; set timeout 60
  spawn age -d -o opened ours.age
  expect "passphrase:"; send "correct horse\r"; expect eof
  exit [lindex [wait] 3]'
verdict "and the text is the same" cmp opened plain
expect -c '
  log_user 0; set timeout 60
  spawn age -p -o theirs.age plain
  expect "passphrase"; send "correct horse\r"; expect "onfirm"; send "correct horse\r"; expect eof'
verdict "we open age's passphrase file" sh -c "'$tool' age decrypt-with 'correct horse' <theirs.age | cmp - plain"
refused "a wrong passphrase" "$tool" age decrypt-with "wrong horse" <theirs.age

cd "$here"
counted node age.mjs typage "$tool"
counted node age.mjs vectors "$tool"
