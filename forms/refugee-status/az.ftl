service-title = Qaçqın statusu
service-summary = Təqibdən, müharibədən və ya zorakılıqdan qaçmış insanlar üçün müdafiə.

eligibility-fear = İrqinizə, dininizə, milliyyətinizə, müəyyən sosial qrupa mənsubluğunuza və ya siyasi əqidənizə görə təqib olunacağınızdan əsaslı şəkildə qorxursunuz, yaxud silahlı münaqişə, zorakılıq və ya insan hüquqlarının pozulması üzündən yurdunuzu tərk etmisiniz
eligibility-outside = Vətəndaşı olduğunuz və ya daimi yaşadığınız ölkədən kənardasınız

document-identity = Pasport və ya şəxsiyyəti təsdiq edən sənəd
    .hint = Əlinizdə olan istənilən biri
    .when = Varsa; yoxdursa, bunu ərizədə və müsahibədə deyin
document-evidence = Ölkəni tərk etməyinizin səbəbini göstərən sübutlar
    .hint = Məsələn, məktublar, fotoşəkillər, tibbi və ya məhkəmə sənədləri
    .when = Varsa

step-check = Şərtləri oxuyun
    .detail = Müddəti keçirməyin: bütün sənədləri toplamasanız da, müraciət edin.
