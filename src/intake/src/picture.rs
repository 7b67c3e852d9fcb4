//! Pictures that applicants handed in, made anew before anybody sees them: decoded within limits, written again by us.
//! What a picture carries beside its points (places, thumbnails, other files, whatever a viewer might stumble over) is
//! gone with that.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// The most millions of points that are decoded.
pub const MOST_MILLIONS: u64 = 40;
/// The longest side, in points, that is shown; larger pictures are made smaller.
const LONGEST: u32 = 2400;
/// The longest side that is looked at at all.
const WIDEST: u32 = 30_000;
/// Bytes that a decoder may take for itself and its points.
const MEMORY: u64 = 200 << 20;

/// A picture that we made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they are.
    pub media: &'static str,
    /// Width and height of what was handed in.
    pub handed_in: (u32, u32),
    /// Width and height of what is shown.
    pub shown: (u32, u32),
}

/// A picture that is not shown: damaged, too large, or none of a kind that is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotShown;

impl std::fmt::Display for NotShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the picture cannot be shown")
    }
}

impl std::error::Error for NotShown {}

/// Whether bytes begin like a picture that is decoded here, whatever they call themselves.
pub fn format(bytes: &[u8]) -> Option<ImageFormat> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(ImageFormat::Png),
        _ => None,
    }
}

/// One at a time: a large picture takes its memory once.
static TURN: Mutex<()> = Mutex::new(());

/// Makes a picture anew.
pub fn anew(bytes: &[u8]) -> Result<Picture, NotShown> {
    let format = format(bytes).ok_or(NotShown)?;
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    // A decoder that stumbles over a picture made for it stumbles alone.
    catch_unwind(AssertUnwindSafe(|| made(bytes, format))).unwrap_or(Err(NotShown))
}

fn made(bytes: &[u8], format: ImageFormat) -> Result<Picture, NotShown> {
    let image = decoded(bytes, format)?;
    let handed_in = (image.width(), image.height());
    // Eight bits a channel are what is seen.
    let image = match image.color().has_alpha() {
        true => DynamicImage::ImageRgba8(image.into_rgba8()),
        false if image.color().has_color() => DynamicImage::ImageRgb8(image.into_rgb8()),
        false => DynamicImage::ImageLuma8(image.into_luma8()),
    };
    let image = match image.width().max(image.height()) > LONGEST {
        true => image.thumbnail(LONGEST, LONGEST),
        false => image,
    };
    let mut out = Vec::new();
    let media = match format {
        ImageFormat::Jpeg => {
            image.write_with_encoder(JpegEncoder::new_with_quality(&mut out, 88)).map_err(|_| NotShown)?;
            "image/jpeg"
        }
        _ => {
            image.write_with_encoder(PngEncoder::new(&mut out)).map_err(|_| NotShown)?;
            "image/png"
        }
    };
    Ok(Picture { bytes: out, media, handed_in, shown: (image.width(), image.height()) })
}

/// The points, the right way up. Nothing is decoded before its size is known and taken.
fn decoded(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, NotShown> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(|_| NotShown)?;
    let (width, height) = decoder.dimensions();
    let points = u64::from(width) * u64::from(height);
    if points == 0 || points > MOST_MILLIONS * 1_000_000 || decoder.total_bytes() > MEMORY {
        return Err(NotShown);
    }
    decoder.set_limits(limits).map_err(|_| NotShown)?;
    let turned = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| NotShown)?;
    if let Some(turned) = turned {
        image.apply_orientation(turned);
    }
    Ok(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture with a word hidden behind its points, as files are that carry another in themselves.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let image = DynamicImage::new_rgb8(width, height);
        image.write_with_encoder(PngEncoder::new(&mut out)).unwrap();
        out.extend(b"CANARY<script>");
        out
    }

    fn jpeg() -> Vec<u8> {
        let mut out = Vec::new();
        DynamicImage::new_rgb8(64, 48).write_with_encoder(JpegEncoder::new(&mut out)).unwrap();
        // Where cameras write what they know: turned by a quarter, and a place.
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend(b"CANARY-PLACE");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let segment = [&[0xff, 0xe1][..], &length, &exif].concat();
        out.splice(2..2, segment);
        out
    }

    fn holds(bytes: &[u8], word: &[u8]) -> bool {
        bytes.windows(word.len()).any(|window| window == word)
    }

    #[test]
    fn nothing_but_points_comes_through() {
        let made = anew(&png(40, 30)).unwrap();
        assert_eq!((made.media, made.handed_in, made.shown), ("image/png", (40, 30), (40, 30)));
        assert!(!holds(&made.bytes, b"CANARY"));
        let camera = jpeg();
        assert!(holds(&camera, b"CANARY-PLACE"));
        let made = anew(&camera).unwrap();
        assert_eq!((made.media, made.shown), ("image/jpeg", (48, 64)), "the right way up");
        assert!(!holds(&made.bytes, b"CANARY") && !holds(&made.bytes, b"Exif"));
        let large = anew(&png(4800, 100)).unwrap();
        assert_eq!((large.handed_in, large.shown), ((4800, 100), (2400, 50)));
    }

    /// A few bytes that say they are many points.
    #[test]
    fn what_would_grow_without_end_is_not_decoded() {
        let mut bomb = png(40, 30);
        bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        assert_eq!(anew(&bomb), Err(NotShown));
        let mut wide = jpeg();
        let place = wide.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        wide[place + 5..place + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
        assert_eq!(anew(&wide), Err(NotShown));
    }

    #[test]
    fn damage_anywhere_is_no_more_than_damage() {
        for whole in [png(40, 30), jpeg()] {
            for end in 0..whole.len() {
                _ = anew(&whole[..end]);
            }
            for place in 0..whole.len() {
                let mut changed = whole.clone();
                changed[place] ^= 0x55;
                if let Ok(made) = anew(&changed) {
                    assert!(u64::from(made.shown.0) * u64::from(made.shown.1) <= MOST_MILLIONS * 1_000_000);
                }
            }
        }
        for other in [&b"GIF89a"[..], b"<svg onload=alert(1)>", b"%PDF-1.7", b""] {
            assert_eq!(anew(other), Err(NotShown));
        }
    }
}
