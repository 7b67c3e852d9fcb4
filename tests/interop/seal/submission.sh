# A submission opens with age, unzip, sha512sum, ssh-keygen and bagit-python; one made by Python opens here.
need age age
need expect expect
need unzip unzip
need ssh-keygen openssh-client
python=$here/.venv/bin/python
[ -x "$python" ] || { python3 -m venv "$here/.venv" && "$here/.venv/bin/pip" install -q bagit==1.9.0 argon2-cffi==25.1.0; } >log 2>&1 || { cat log; exit 2; }

age-keygen -o intake.key 2>/dev/null
intake=$(age-keygen -y intake.key)
recovery=$(age-keygen 2>/dev/null | age-keygen -y)
head -c 300000 /dev/urandom >müqavilə.pdf
printf '{"months":6,"region":"baku"}' >answers.json
"$tool" submission seal . 7 "$intake,$recovery" müqavilə.pdf answers.json <answers.json
verdict "age opens it" age -d -i intake.key -o application.zip application.age
verdict "unzip tests it" unzip -t application.zip
mkdir bag && (cd bag && unzip -q ../application.zip)
verdict "sha512sum checks the manifest" sh -c "cd bag && sha512sum -c --strict manifest-sha512.txt"
verdict "sha512sum checks the tagmanifest" sh -c "cd bag && sha512sum -c --strict tagmanifest-sha512.txt"
verdict "ssh-keygen verifies the signature" sh -c "ssh-keygen -Y verify -f allowed -I applicant -n submission@sayyar -s bag/signatures/applicant.sshsig <bag/tagmanifest-sha512.txt"
verdict "bagit-python validates the bag" "$python" -c "import bagit; bagit.Bag('bag').validate()"
verdict "answers are in it" cmp answers.json bag/data/answers.json
verdict "the attachment is in it, under a safe name" cmp müqavilə.pdf bag/data/attachments/contract/1-muqavile.pdf
verdict "Python's zipfile finds nothing odd" "$python" "$here/format.py" inspect application.zip
verdict "we open it" "$tool" submission open intake.key <application.age

# The copy: age opens it with the password, ssh-keygen reads the key.
letters=$(cut -c1-19 password | tr -d -)
verdict "age opens the copy" expect -c "
  log_user 0; set timeout 60
  spawn age -d -o copy.zip copy.age
  expect \"passphrase:\"; send \"$letters\r\"; expect eof
  exit [lindex [wait] 3]"
verdict "unzip tests the copy" sh -c "mkdir copy && cd copy && unzip -q ../copy.zip && chmod 600 applicant.key"
verdict "the bag in it is the same" cmp copy/application.zip application.zip
verdict "ssh-keygen reads the key in it" sh -c "ssh-keygen -y -f copy/applicant.key | cut -d' ' -f1,2 | sed 's/^/applicant /' | cmp - allowed"

# A submission that only Python, ssh-keygen and age have touched.
ssh-keygen -q -t ed25519 -N '' -f theirs
verdict "Python makes one" "$python" "$here/format.py" make theirs "$intake" theirs.zip
age -r "$intake" -o theirs.age theirs.zip
verdict "we open Python's" "$tool" submission open intake.key <theirs.age
age -r "$recovery" -o elsewhere.age theirs.zip
refused "sealed to somebody else" "$tool" submission open intake.key <elsewhere.age
for tamper in crlf comment deflate extra date reorder zip64 folder; do
  "$python" "$here/format.py" "tamper-$tamper" theirs.zip tampered.zip
  age -r "$intake" -o tampered.age tampered.zip
  refused "tampered: $tamper" "$tool" submission open intake.key <tampered.age
done

counted "$python" "$here/format.py" facts "$tool"
