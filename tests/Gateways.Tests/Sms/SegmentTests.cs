using CsCheck;
using TungNgo.Gateways.Sms;

namespace TungNgo.GatewayTests.Sms;

public sealed class SegmentTests
{
    public static TheoryData<string, bool, int, int, int> Cases => new()
    {
        { "", false, 0, 0, 160 },
        { "Nuoc man 4 g/l", false, 1, 14, 146 },
        { new string('a', 160), false, 1, 160, 0 },
        { new string('a', 161), false, 2, 161, 145 },
        { new string('a', 306), false, 2, 306, 0 },
        { new string('a', 307), false, 3, 307, 152 },
        { new string('a', 459), false, 3, 459, 0 },
        // Extension letters take two places.
        { new string('a', 158) + "€", false, 1, 160, 0 },
        { new string('a', 159) + "€", false, 2, 161, 145 },
        { "[QC] {x} ~ ^ | \\", false, 1, 24, 136 },
        // And are not parted: the 153rd place of the first segment stays empty.
        { new string('a', 152) + "€" + new string('a', 10), false, 2, 164, 141 },
        // à è é ì ò ù stand in GSM-7; ê, ơ and the tones of Vietnamese do not.
        { "à la carte è é ì ò ù", false, 1, 20, 140 },
        { "Nước mặn", true, 1, 8, 62 },
        { new string('ă', 70), true, 1, 70, 0 },
        { new string('ă', 71), true, 2, 71, 63 },
        { new string('ă', 134), true, 2, 134, 0 },
        { new string('ă', 135), true, 3, 135, 66 },
        // Marks that stand apart cost a place each: texts are normalised before they are counted.
        { "a\u0306", true, 1, 2, 68 },
        // Khmer: every vowel sign and subscript is a unit of its own.
        { "ជំរាបសួរ", true, 1, 8, 62 },
        { "ទឹកប្រៃ", true, 1, 7, 63 },
        // An emoji is two units and stays whole.
        { "😀", true, 1, 2, 68 },
        { new string('ă', 66) + "😀" + new string('ă', 10), true, 2, 78, 55 },
        { new string('ă', 69) + "😀", true, 2, 71, 63 },
        { "👩‍🌾", true, 1, 5, 65 },
        { "a\ud83d", true, 1, 2, 68 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_is_counted_as_the_operator_counts(string text, bool unicode, int count, int units, int left)
    {
        var segments = SmsSegments.Of(text);
        Assert.Equal((unicode, count, units, left), (segments.Unicode, segments.Count, segments.Units, segments.Left));
    }

    [Fact]
    public void What_forces_unicode_is_named() => Assert.Equal("ướặ", SmsSegments.Of("Nước mặn, nước").Outside);

    // What operators charge for advertisements, whose header takes 38 places of the first segment.
    [Theory]
    [InlineData(122, 1)]
    [InlineData(123, 2)]
    [InlineData(268, 2)]
    [InlineData(269, 3)]
    [InlineData(421, 3)]
    [InlineData(422, 4)]
    public void An_advertisement_has_a_shorter_first_segment(int length, int count) =>
        Assert.Equal(count, SmsSegments.Of(new string('a', length), header: 38).Count);

    [Fact]
    public void The_count_equals_a_slow_one_that_lays_out_every_segment()
    {
        string[] alphabet = ["a", "Z", "€", "{", "\n", "é", "ă", "ặ", "đ", "ក", "្", "😀", "👍", "\ud83d", "\udc00", " "];
        // Half of the texts stay within GSM-7.
        var letters = Gen.OneOf(Gen.Int[0, 5], Gen.Int[0, alphabet.Length - 1]).Select(i => alphabet[i]);
        var short7 = Gen.Int[0, 5].Select(i => alphabet[i]).Array[0, 400].Select(string.Concat);
        var pieces = Gen.Select(letters, Gen.Int[1, 90]).Select(pair => string.Concat(Enumerable.Repeat(pair.Item1, pair.Item2)));
        Gen.OneOf(short7, letters.Array[0, 400].Select(string.Concat), pieces.Array[0, 8].Select(string.Concat)).Sample(text =>
        {
            var fast = SmsSegments.Of(text);
            var slow = Slowly(text);
            return (fast.Unicode, fast.Count, fast.Units, fast.Left) == slow ? true : throw new InvalidOperationException($"{fast} {slow}");
        }, iter: 5000);
    }

    /// <summary>Lays the text out in strings, piece by piece, and counts those.</summary>
    private static (bool Unicode, int Count, int Units, int Left) Slowly(string text)
    {
        const string table = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
        var escaped = new HashSet<char>("€[]{}^|~\\\f");
        var unicode = text.Any(letter => table.IndexOf(letter, StringComparison.Ordinal) < 0 && !escaped.Contains(letter));
        var pieces = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!unicode)
            {
                pieces.Add(escaped.Contains(text[i]) ? 2 : 1);
            }
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                pieces.Add(2);
                i++;
            }
            else
            {
                pieces.Add(1);
            }
        }

        var (alone, chained) = unicode ? (70, 67) : (160, 153);
        var units = pieces.Sum();
        if (units <= alone)
        {
            return (unicode, units == 0 ? 0 : 1, units, alone - units);
        }

        var segments = new List<List<int>> { new() };
        foreach (var piece in pieces)
        {
            if (segments[^1].Sum() + piece > chained)
            {
                segments.Add([]);
            }

            segments[^1].Add(piece);
        }

        return (unicode, segments.Count, units, chained - segments[^1].Sum());
    }
}
