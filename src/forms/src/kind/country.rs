//! Countries: the codes answers have (ISO 3166-1 alpha-2) and those in passports (alpha-3 and ICAO's own).

/// ISO 3166-1, alpha-2 and alpha-3 of each country, by alpha-2.
const CODES: &str = "\
    ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB \
    BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR \
    BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR \
    CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK \
    FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS \
    GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN \
    ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO \
    LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD \
    MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER \
    NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM \
    PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP \
    SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF \
    TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY \
    UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE";

/// What passports have where ISO 3166-1 has nothing (ICAO Doc 9303-3, section 5): codes of Germany, of British
/// nationals, of Kosovo.
const OWN: [(&str, &str); 7] =
    [("D", "DE"), ("GBD", "GB"), ("GBN", "GB"), ("GBO", "GB"), ("GBP", "GB"), ("GBS", "GB"), ("RKS", "XK")];

/// All alpha-2 codes, in their order.
pub fn all() -> impl Iterator<Item = &'static str> {
    CODES.split_ascii_whitespace().map(|pair| &pair[..2])
}

/// The alpha-2 code for a code in a machine-readable zone; nothing for organisations, for people without a
/// nationality (`XXA`, `XXB`, `XXC`, `XXX`) and for what is no code.
pub fn from_passport(code: &str) -> Option<&'static str> {
    let own = OWN.into_iter().find(|(passport, _)| *passport == code).map(|(_, country)| country);
    own.or_else(|| CODES.split_ascii_whitespace().find(|pair| pair[2..] == *code).map(|pair| &pair[..2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        let codes: Vec<_> = CODES.split_ascii_whitespace().collect();
        assert!(codes.iter().all(|pair| pair.len() == 5 && pair.bytes().all(|byte| byte.is_ascii_uppercase())));
        assert!(codes.is_sorted() && codes.len() == 249);
        for (code, country) in [("AZE", Some("AZ")), ("D", Some("DE")), ("GBO", Some("GB")), ("TUR", Some("TR"))] {
            assert_eq!(from_passport(code), country);
        }
        for code in ["UTO", "XXA", "UNO", "", "AZ", "aze", "DEUX"] {
            assert_eq!(from_passport(code), None, "{code}");
        }
    }
}
