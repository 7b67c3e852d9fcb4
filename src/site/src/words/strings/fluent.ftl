### Everything a Fluent message may be made of, for a comparison with another reader.

# A term
-brand = Sayyar
    .gender = neuter
-with-case = { $case ->
   *[nominative] Agency
    [genitive] Agency's
}

## Texts
plain = Plain text
trailing = spaces at the end are cut    
multiline =
    First line
      deeper line

    after a blank line
inline-start = First
    second
    third
escapes = Quote { "\"" }, backslash { "\\" }, letter { "\u0259" }, smile { "\U01F602" }
braces = { "{" } and { "}" }
special = { "" }   kept { "    " }
indent-of-holes =
    { $who }
      more
    end

## Holes
variable = Hello, { $who }!
number = { $n } things
literal = { 5 } and { -3 } and { 2.50 }
reference = See { plain }.
attribute = { with-attributes.hint } there
with-attributes = Value
    .hint = Hint for { $who }
    .title =
        Two
        lines
only-attributes =
    .label = Label
nested = { { $who } }
term = About { -brand }
term-with-case = { -with-case(case: "genitive") } office, { -with-case }
term-not-given = { -with-case(other: "genitive") }

## Choices
plural = { $n ->
    [one] One thing
   *[other] { $n } things
}
exact = { $n ->
    [0] None
    [one] One
    [21] Twenty-one
   *[other] Many
}
order = { NUMBER($n, type: "ordinal") ->
    [one] { $n }st
    [two] { $n }nd
    [few] { $n }rd
   *[other] { $n }th
}
text-choice = { $tone ->
    [warm] Dear { $who }
   *[cold] To { $who }
}
by-gender = { -brand.gender ->
    [neuter] it
   *[other] they
}
inner-choice = Before { $n ->
    [one] one { $tone ->
        [warm] warm
       *[cold] cold
    } one
   *[other] other
} after
unknown-choice = { $n ->
    [some] some
   *[rest] rest
}
by-literal = { 1 ->
    [one] one
   *[other] other
}
