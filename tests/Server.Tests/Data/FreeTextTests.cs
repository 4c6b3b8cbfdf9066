using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using TungNgo.Data;
using TungNgo.Gateways;
using TungNgo.Gateways.Sms;
using TungNgo.Web;

namespace TungNgo.Tests.Data;

/// <summary>Free text and phone numbers, by the cases that the phone app's tests read too.</summary>
public sealed class FreeTextTests
{
    private static readonly JsonElement Texts = Cases("free-text");
    private static readonly JsonElement Phones = Cases("phone-numbers");

    public static TheoryData<string, string> CitizenNumbers => [.. Texts.GetProperty("citizenNumbers").EnumerateArray().Select(c => (Of(c, "text")!, Of(c, "covered")!))];
    public static TheoryData<string> NoCitizenNumbers => [.. Texts.GetProperty("noCitizenNumbers").EnumerateArray().Select(c => c.GetString()!)];

    public static TheoryData<string, int, string?, string?> Cleaned =>
        [.. Texts.GetProperty("clean").EnumerateArray().Select(c => (Of(c, "text")!, c.GetProperty("most").GetInt32(), Of(c, "line"), Of(c, "lines")))];

    public static TheoryData<string, string?, string, string?, bool> Written =>
        [.. Phones.EnumerateArray().Select(c => (Of(c, "text")!, Of(c, "number"), Of(c, "remark")!, c.TryGetProperty("suggestion", out var s) ? s.GetString() : null, c.GetProperty("alone").GetBoolean()))];

    [Theory]
    [MemberData(nameof(CitizenNumbers))]
    public void A_citizen_number_is_seen_and_covered(string text, string covered)
    {
        Assert.True(FreeText.HoldsCitizenNumber(text));
        Assert.Equal(covered, FreeText.CoverCitizenNumbers(text));
        Assert.Equal(Problems.CitizenNumber, Assert.Throws<Refusal>(() => FreeText.Lines(text, 500, "households.note")).Problem);
    }

    [Theory]
    [MemberData(nameof(NoCitizenNumbers))]
    public void Phones_years_doors_and_days_are_no_citizen_numbers(string text)
    {
        Assert.False(FreeText.HoldsCitizenNumber(text));
        Assert.Equal(text, FreeText.CoverCitizenNumbers(text));
    }

    [Theory]
    [MemberData(nameof(Cleaned))]
    public void Text_is_cleaned_and_cut_behind_whole_letters(string text, int most, string? line, string? lines) =>
        Assert.Equal((line, lines), (FreeText.Clean(text, most), FreeText.CleanLines(text, most)));

    [Theory]
    [MemberData(nameof(Written))]
    public void A_phone_number_is_read_in_one_way(string text, string? number, string remark, string? suggestion, bool alone)
    {
        var read = PhoneNumber.Read(text);
        Assert.Equal((number, remark, suggestion), (read.Number, char.ToLowerInvariant($"{read.Remark}"[0]) + $"{read.Remark}"[1..], read.Suggestion));
        Assert.Equal(number is ['0', not '2', ..] ? "84" + number[1..] : null, PhoneNumber.Normalise(text));
        if (alone)
        {
            Assert.Equal(number, PhoneNumber.Tidy(text));
        }
    }

    [Fact]
    public void What_stands_beside_a_number_is_not_lost() =>
        Assert.Equal(["0912345678 (con)", "0912345678/0387654321", "không có", null], new[] { "0912345678 (con)", "0912345678/0387654321", "không có", null }.Select(PhoneNumber.Tidy));

    /// <summary>However twelve digits are parted, in whatever script: unless a part of them is a phone number or a day.</summary>
    [Fact]
    public void A_citizen_number_is_seen_however_it_is_parted() =>
        Gen.Select(Gen.Char['0', '9'].Array[11], Gen.Bool.Array[11], Gen.OneOf(" ", ".", "-", "\u00a0", "\n", "_", "+", " - ", "–"), Gen.OneOf('0', '០', '０'))
            .Sample((digits, parted, separator, zero) =>
            {
                var number = "0" + new string(digits);
                var groups = new List<string> { "0" };
                foreach (var (digit, apart) in digits.Zip(parted))
                {
                    groups = apart ? [.. groups, $"{digit}"] : [.. groups[..^1], groups[^1] + digit];
                }

                if (IsSomethingElse(groups))
                {
                    return;
                }

                var written = string.Concat(string.Join(separator, groups).Select(c => char.IsAsciiDigit(c) ? (char)(zero + c - '0') : c));
                Assert.True(FreeText.HoldsCitizenNumber($"nhà ông Sáu {written}, hết"), written);
                Assert.Equal("nhà ông Sáu •••, hết", FreeText.CoverCitizenNumbers($"nhà ông Sáu {written}, hết"));
            });

    [Fact]
    public void A_phone_number_beside_a_year_a_door_or_another_is_none_and_hides_none()
    {
        var phone = Gen.Select(Gen.OneOf('3', '5', '7', '8', '9'), Gen.Int[0, 99_999_999], Gen.OneOf("3 3 4", "4 3 3", "4 6", "10", "4 2 2 2", "3 4 3", "5 5"), Gen.OneOf(" ", ".", "-"))
            .Select((prefix, rest, sizes, gap) => Parted($"0{prefix}{rest:00000000}", sizes, gap));
        var beside = Gen.OneOf(Gen.Int[1930, 2025].Select(y => $"{y}"), Gen.Int[1, 999].Select(n => $"{n}"), phone);
        var citizen = Gen.Select(Gen.Long[0, 99_999_999_999], Gen.OneOf("12", "3 3 3 3", "4 4 4", "6 6", "3 9", "4 8", "3 3 6"), Gen.OneOf(" ", ".", "-", "\u00a0", "_"))
            .Select((number, sizes, gap) => Parted($"0{number:00000000000}", sizes, gap));
        Gen.Select(phone, beside, citizen, Gen.OneOf(" ", ", ", " - ", "\n", " (con) ", "/")).Sample((one, other, number, gap) =>
        {
            Assert.False(FreeText.HoldsCitizenNumber(one + gap + other), one + gap + other);
            Assert.False(FreeText.HoldsCitizenNumber(other + gap + one), other + gap + one);
            Assert.True(FreeText.HoldsCitizenNumber(one + gap + number), one + gap + number);
            Assert.True(FreeText.HoldsCitizenNumber(number + gap + one), number + gap + one);
        });
    }

    [Fact]
    public void Whatever_is_written_cleaning_it_twice_changes_nothing_and_no_letter_is_torn() =>
        Gen.Select(Gen.OneOf(Gen.String, Gen.Char['\u1780', '\u17ff'].Array[0, 30].Select(c => new string(c)), Gen.OneOf("ស្ត្រី ខ្មែរ ", "a\u0301\u200d", "\ud83d", "👨\u200d👩", "\r\n", " \u200b").Array[0, 12].Select(string.Concat)), Gen.Int[0, 12])
            .Sample((text, most) =>
            {
                foreach (var clean in new[] { FreeText.Clean(text, most), FreeText.CleanLines(text, most) }.OfType<string>())
                {
                    Assert.Equal(clean, FreeText.CleanLines(clean, most));
                    Assert.True(clean.IsNormalized(NormalizationForm.FormC));
                    Assert.InRange(Clusters.Count(clean), 1, most);
                    Assert.DoesNotContain(clean, c => char.IsControl(c) && c != '\n');
                }

                if (FreeText.Clean(text) is { } whole && FreeText.Clean(text, most) is { } cut)
                {
                    Assert.True(cut == whole || whole.StartsWith(cut, StringComparison.Ordinal));
                    Assert.Contains(cut.Length, Clusters.Ends(whole));
                }

                _ = FreeText.HoldsCitizenNumber(text);
            });

    [Fact]
    public void A_letter_cannot_be_made_to_hold_a_book()
    {
        foreach (var tower in new[] { string.Concat(Enumerable.Repeat("\u1100", 100_000)), "ក" + string.Concat(Enumerable.Repeat("\u17d2ក", 100_000)), string.Concat(Enumerable.Repeat("👩\u200d", 100_000)), "a" + new string('\u0301', 100_000) })
        {
            Assert.InRange(FreeText.Clean(tower, 100)?.Length ?? 0, 0, 1_300);
        }

        var refusal = Assert.Throws<Refusal>(() => FreeText.Line(new string('a', 101), 100, "households.head"));
        Assert.Equal(Problems.TextTooLong, refusal.Problem);
        Assert.Equal("“Chủ hộ” dài quá: chỉ nhận 100 chữ.", TungNgo.Web.Texts.In("vi")["error.text-too-long", refusal.Values]);
        Assert.Equal(new string('a', 100), FreeText.Line(new string('a', 100), 100, "households.head"));
    }

    private static bool IsSomethingElse(List<string> groups)
    {
        for (var first = 0; first < groups.Count; first++)
        {
            for (var last = first; last < groups.Count; last++)
            {
                if (PhoneNumber.IsDialled(string.Concat(groups[first..(last + 1)])))
                {
                    return true;
                }
            }

            // "5.10.2024", "10-2024", and doors counted up.
            if (groups[first].Length == 4 && groups[first][..2] is "19" or "20")
            {
                return true;
            }
        }

        var numbers = groups.Select(g => long.Parse(g, CultureInfo.InvariantCulture)).ToList();
        return groups.Count > 1 && groups.All(g => g.Length == groups[0].Length) && numbers.Zip(numbers.Skip(1)).All(n => n.First < n.Second);
    }

    private static string Parted(string digits, string sizes, string gap)
    {
        var at = 0;
        return string.Join(gap, sizes.Split(' ').Select(s => int.Parse(s, CultureInfo.InvariantCulture)).Select(size => digits[at..(at += size)]));
    }

    private static JsonElement Cases(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Source.Root, "tests", "Cases", name + ".json"))).RootElement;

    private static string? Of(JsonElement value, string name) => value.GetProperty(name).GetString();
}
