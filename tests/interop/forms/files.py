"""Whether we know the files that other programs make, and see when something has been done to them."""

import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile

import pikepdf
from PIL import Image, PngImagePlugin
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas


def picture(mode="RGB", size=(97, 61)):
    dice = random.Random(7)
    picture = Image.new("RGB", size)
    picture.putdata([(dice.randrange(256), y % 256, 128) for y in range(size[0] * size[1])])
    return picture.convert(mode)


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def pictures():
    exif = Image.Exif()
    exif[0x010E] = "from a telephone"
    text = PngImagePlugin.PngInfo()
    text.add_text("Title", "scanned")
    text.add_itxt("Author", "Əli", zip=True)
    yield "baseline", "JPEG", saved(picture(), "JPEG")
    yield "progressive", "JPEG", saved(picture(), "JPEG", progressive=True, optimize=True)
    yield "grey", "JPEG", saved(picture("L"), "JPEG", quality=30)
    yield "CMYK", "JPEG", saved(picture("CMYK"), "JPEG")
    yield "with EXIF and a comment", "JPEG", saved(picture(), "JPEG", exif=exif, comment="a comment", dpi=(300, 300))
    yield "with a profile", "JPEG", saved(picture(), "JPEG", icc_profile=b"x" * 70_000)
    yield "with restarts", "JPEG", saved(picture(), "JPEG", restart_marker_rows=1)
    yield "large", "JPEG", saved(picture(size=(2000, 1500)), "JPEG", quality=85)
    for mode in ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"]:
        image = picture("L").convert("I;16") if mode == "I;16" else picture(mode)
        yield mode, "PNG", saved(image, "PNG")
    yield "with texts", "PNG", saved(picture(), "PNG", pnginfo=text, dpi=(300, 300))
    yield "moving", "PNG", saved(picture(), "PNG", save_all=True, append_images=[picture(), picture()])
    yield "large", "PNG", saved(picture(size=(2000, 1500)), "PNG", compress_level=1)


def document(pages=3):
    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=A4)
    for page in range(pages):
        paper.drawString(72, 700, f"Page {page}")
        paper.drawInlineImage(picture(), 72, 400)
        paper.showPage()
    paper.save()
    return out.getvalue()


def rewritten(pdf, **options):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, **options)
    return out.getvalue()


def documents():
    plain = document()
    yield "ReportLab", "PDF", plain
    yield "many pages", "PDF", document(60)
    yield "qpdf", "PDF", rewritten(plain)
    yield "linearised", "PDF", rewritten(plain, linearize=True)
    streams = pikepdf.ObjectStreamMode.generate
    yield "object streams", "PDF", rewritten(plain, object_stream_mode=streams)
    yield "linearised object streams", "PDF", rewritten(plain, linearize=True, object_stream_mode=streams)
    yield "not compressed", "PDF", rewritten(plain, compress_streams=False, qdf=True)
    with pikepdf.open(io.BytesIO(plain)) as opened:
        opened.attachments["a.txt"] = b"attached"
        out = io.BytesIO()
        opened.save(out)
    yield "with an attachment", "PDF", out.getvalue()
    yield "old version", "PDF", rewritten(plain, force_version="1.3")
    for bits in [2, 3, 4, 6]:
        user = pikepdf.Encryption(owner="o", user="u", R=bits, aes=bits >= 4, metadata=bits >= 4)
        yield f"a password, R={bits}", "file-locked", rewritten(plain, encryption=user)
    owner = pikepdf.Encryption(owner="o", user="", R=6)
    yield "only an owner's password", "file-locked", rewritten(plain, encryption=owner)
    yield "a password and object streams", "file-locked", rewritten(
        plain, encryption=pikepdf.Encryption(owner="o", user="u"), object_stream_mode=streams
    )
    yield "a password and linearised", "file-locked", rewritten(
        plain, encryption=pikepdf.Encryption(owner="o", user="u"), linearize=True
    )


def archive(before=b""):
    out = io.BytesIO(before)
    out.seek(len(before))
    with zipfile.ZipFile(out, "a") as zipped:
        zipped.writestr("a.html", "<script>alert(1)</script>")
    return out.getvalue()


def cases():
    good = [*pictures(), *documents()]
    yield from good
    yield "an archive", "file-type", archive()
    yield "a GIF", "file-type", saved(picture("P"), "GIF")
    yield "a BMP", "file-type", saved(picture(), "BMP")
    yield "a TIFF", "file-type", saved(picture(), "TIFF")
    yield "a WebP", "file-type", saved(picture(), "WEBP")
    yield "a bomb", "file-pixels", saved(Image.new("1", (20_000, 20_000)), "PNG")
    for about, kind, file in good:
        if not kind.isupper():
            continue
        yield f"{about}, an archive behind", "file-damaged", archive(file)
        yield f"{about}, a page behind", "file-damaged", file + b"<html><script>alert(1)</script>"
        yield f"{about}, cut in the middle", "file-damaged", file[: len(file) // 2]
        yield f"{about}, the last bytes missing", "file-damaged", file[:-8]
        if kind == "PNG":
            at = len(file) // 2
            yield f"{about}, one bit", "file-damaged", file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]


def main(program):
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        all_cases = list(cases())
        names = []
        for number, (_, _, file) in enumerate(all_cases):
            names.append(os.path.join(folder, str(number)))
            with open(names[-1], "wb") as out:
                out.write(file)
        said = subprocess.run([program, "sniff", *names], capture_output=True, text=True, check=True).stdout.split()
    for (about, wanted, _), found in zip(all_cases, said, strict=True):
        if wanted == found:
            passed += 1
        else:
            failed += 1
            print(f"FAILED {about}: {found}, not {wanted}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main(*sys.argv[1:]))
