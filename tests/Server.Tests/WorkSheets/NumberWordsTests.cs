using CsCheck;
using TungNgo.WorkSheets;

namespace TungNgo.Tests.WorkSheets;

/// <summary>Numbers in words, read back by somebody who only knows how they are spoken.</summary>
public sealed class NumberWordsTests
{
    [Theory]
    [InlineData(0, "không")]
    [InlineData(10, "mười")]
    [InlineData(15, "mười lăm")]
    [InlineData(21, "hai mươi mốt")]
    [InlineData(24, "hai mươi tư")]
    [InlineData(14, "mười bốn")]
    [InlineData(105, "một trăm linh năm")]
    [InlineData(110, "một trăm mười")]
    [InlineData(115, "một trăm mười lăm")]
    [InlineData(1005, "một nghìn không trăm linh năm")]
    [InlineData(1015, "một nghìn không trăm mười lăm")]
    [InlineData(50_000, "năm mươi nghìn")]
    [InlineData(1_250_000, "một triệu hai trăm năm mươi nghìn")]
    [InlineData(2_000_000_000, "hai tỷ")]
    [InlineData(1_000_000_001, "một tỷ không trăm linh một")]
    [InlineData(3_000_000_000_000, "ba nghìn tỷ")]
    [InlineData(-300_000, "âm ba trăm nghìn")]
    public void Numbers_are_said_as_Vietnamese_say_them(long number, string words) => Assert.Equal(words, VietnameseNumberWords.Of(number));

    [Fact]
    public void A_sum_begins_with_a_capital_and_ends_with_its_money() => Assert.Equal("Một triệu hai trăm nghìn đồng", VietnameseNumberWords.Dong(1_200_000));

    [Fact]
    public void What_is_said_is_the_number() => Gen.OneOf(Gen.Long[0, 2000], Gen.Long[0, 10_000_000], Gen.Long[0, 1_000_000_000_000_000_000]).Sample(n => Read(VietnameseNumberWords.Of(n)) == n, iter: 20_000);

    [Fact]
    public void No_two_numbers_are_said_alike() => Assert.Equal(20_001, Enumerable.Range(0, 20_001).Select(n => VietnameseNumberWords.Of(n)).Distinct().Count());

    private static long Read(string words)
    {
        var said = words.Split(' ');
        long Billions(ReadOnlySpan<string> part) => part.LastIndexOf("tỷ") is >= 0 and var at ? Billions(part[..at]) * 1_000_000_000 + Millions(part[(at + 1)..]) : Millions(part);
        return Billions(said);
    }

    private static long Millions(ReadOnlySpan<string> part)
    {
        long sum = 0;
        foreach (var (name, worth) in new[] { ("triệu", 1_000_000L), ("nghìn", 1000L) })
        {
            if (part.IndexOf(name) is >= 0 and var at)
            {
                sum += Three(part[..at]) * worth;
                part = part[(at + 1)..];
            }
        }

        return sum + Three(part);
    }

    private static long Three(ReadOnlySpan<string> part)
    {
        long sum = 0, digit = 0;
        foreach (var word in part)
        {
            (sum, digit) = word switch
            {
                "trăm" => (sum + digit * 100, 0L),
                "mươi" => (sum + digit * 10, 0L),
                "mười" => (sum + 10, 0L),
                "linh" => (sum, 0L),
                _ => (sum, (long)Array.FindIndex<string[]>([["không"], ["một", "mốt"], ["hai"], ["ba"], ["bốn", "tư"], ["năm", "lăm"], ["sáu"], ["bảy"], ["tám"], ["chín"]], d => d.Contains(word))),
            };
        }

        return sum + digit;
    }
}
