using System.Text;
using System.Text.RegularExpressions;

namespace TungNgo.Tests.OddLists;

/// <summary>
/// Lists as officers of communes, schools, unions and companies make them, with what a careful clerk would take of each and why: written down by somebody
/// who had seen the samples and the complaints, and not the reader. Samples/office-lists.txt says how they are noted.
/// </summary>
public sealed partial class OfficeListsTests
{
    private const string Any = "(*)";

    private static readonly Dictionary<string, Noted> All = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "office-lists.txt")).ReplaceLineEndings("\n")
        .Split("\n### ")[1..].Select(Noted.Of).ToDictionary(n => n.Name);

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_list_is_taken_as_a_careful_clerk_would(string name)
    {
        var noted = All[name];
        var taken = TakenList.Of(noted.Content, noted.Only, noted.Yes);
        var expected = noted.Expected;
        Assert.True(
            taken.Length == expected.Length && taken.Zip(expected).All(p => Fits(p.First, p.Second)),
            $"taken:\n{string.Join('\n', taken)}\nexpected:\n{string.Join('\n', expected)}\nas {noted.Why}");
    }

    [Fact]
    public void There_are_more_than_sixty() => Assert.InRange(All.Count, 60, 200);

    /// <summary>The reason why a row is asked about, and the words of a note that holds more than its column, are the reader's.</summary>
    private static bool Fits(string taken, string expected) => expected[0] == '✗' ? taken == expected || taken.StartsWith(expected + " ", StringComparison.Ordinal)
        : taken == expected || (expected.Contains(Any, StringComparison.Ordinal) && Note().Replace(taken, Any, 1) == expected);

    /// <summary>A note, and brackets within it.</summary>
    [GeneratedRegex(@"\((?:[^()]|\([^()]*\))*\)")]
    private static partial Regex Note();

    private sealed record Noted(string Name, byte[] Content, string? Only, string[] Yes, string[] Expected, string Why)
    {
        public static Noted Of(string text)
        {
            var (name, rest) = Cut(text, "\n");
            var (table, expects) = Cut(rest, "--- expects\n");
            var (expected, why) = Cut(expects, "--- why\n");
            var (kind, only, yes) = ("", (string?)null, Array.Empty<string>());
            while (table[0] == '@')
            {
                (var order, table) = Cut(table, "\n");
                (kind, only, yes) = order.Split(' ', 2) switch
                {
                    ["@for", var hamlet] => (kind, hamlet, yes),
                    ["@yes", var answers] => (kind, only, answers.Split(' ')),
                    _ => (order, only, yes),
                };
            }

            return new(name, Bytes(kind, table), only, yes, expected.Split('\n', StringSplitOptions.RemoveEmptyEntries), why.Trim());
        }

        private static byte[] Bytes(string kind, string table) => kind switch
        {
            "@xlsx" => OfficeList.Xlsx(table),
            "@csv" => OfficeList.Csv(table),
            "@csv utf8-bom" => [.. Encoding.UTF8.Preamble, .. OfficeList.Csv(table)],
            "@csv double-utf8" => OfficeList.Csv(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(Encoding.UTF8.GetBytes(table))),
            "@csv windows-1258" => OfficeList.Csv(string.Concat(table.Select(Vietnamese)), CodePagesEncodingProvider.Instance.GetEncoding(1258)),
            _ => throw new ArgumentException(kind),
        };

        /// <summary>A letter with its tone behind it, as that code page has them.</summary>
        private static string Vietnamese(char letter)
        {
            var parts = letter.ToString().Normalize(NormalizationForm.FormD);
            var tones = string.Concat(parts.Where(p => "\u0300\u0301\u0303\u0309\u0323".Contains(p, StringComparison.Ordinal)));
            return string.Concat(parts.Where(p => !tones.Contains(p, StringComparison.Ordinal))).Normalize(NormalizationForm.FormC) + tones;
        }

        private static (string Before, string After) Cut(string text, string at)
        {
            var found = text.IndexOf(at, StringComparison.Ordinal);
            return (text[..found], text[(found + at.Length)..]);
        }
    }
}
