using System.Text.RegularExpressions;

namespace TungNgo.Tests;

/// <summary>
/// Which feature may use which. Features in the same line may know each other; a line may use the lines above it. The list is the
/// map of the code: a new arrow is a decision, taken here.
/// </summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[][] Lines =
    [
        // What every feature stands on: the database and its feed, the frame of the pages, who is calling, where things lie.
        ["Data", "Feed", "Audit", "Web", "Accounts", "Areas", "Lists"],
        ["Services"],
        // A visit moves the household's fold and its figure cells in one write; a team is judged by its visits, a figure by its teams.
        ["Teams", "Households", "Visits", "Figures"],
        // What is said; by which address a person can be told; who carries it there; who posts it in a group; its way; what came of it.
        ["Bulletins"],
        ["Contacts"],
        ["Providers"],
        ["Relays"],
        ["Sendings"],
        ["Reach"],
        ["Help"],
        ["Sync"],
        // What anybody may read without an account.
        ["Portal"],
        ["Demo"],
        ["Cli"],
    ];

    /// <summary>Arrows that point down the list, each with its reason.</summary>
    private static readonly Dictionary<(string From, string To), string> Exceptions = new()
    {
        [("Data", "*")] = "AppDb lists the entities of all features; startup plants the shipped ones",
        [("Feed", "Figures")] = "figure cells commit with the write that moves them",
        [("Figures", "Help")] = "the overview's list of what waits counts open help requests",
        [("Web", "Demo")] = "the frame shows the demo's clock",
        [("Accounts", "Demo")] = "the sign-in page offers the demo's logins",
        [("Areas", "Households")] = "an office's list of hamlets is read as every list is",
        [("Accounts", "Teams")] = "a phone is known by its members' teams",
        [("Services", "Sync")] = "guides are sent in the wire's words",
        [("Teams", "Sync")] = "a team's page issues its members' enrolment codes",
        [("Figures", "Bulletins")] = "the overview's to-do list begins with bulletins that wait",
    };

    [Fact]
    public void Features_use_only_what_they_may()
    {
        var wrong = from arrow in Arrows() where !IsAllowed(arrow.From, arrow.To) select $"{arrow.From} → {arrow.To} in {arrow.File}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_list() =>
        Assert.Empty(Source.Server(".cs", ".razor").Where(f => f.Path.Contains('/', StringComparison.Ordinal)).Select(f => f.Path.Split('/')[0]).Distinct().Except(Lines.SelectMany(l => l)));

    [Fact]
    public void No_exception_is_kept_that_nobody_needs()
    {
        var used = Arrows().Select(a => (a.From, a.To)).ToHashSet();
        Assert.Empty(Exceptions.Keys.Where(e => e.To != "*" && !used.Contains(e)).Select(e => $"{e.From} → {e.To}"));
    }

    private static bool IsAllowed(string from, string to) =>
        Line(to) <= Line(from) || Exceptions.ContainsKey((from, to)) || Exceptions.ContainsKey((from, "*"));

    private static int Line(string feature) => Array.FindIndex(Lines, l => l.Contains(feature));

    private static IEnumerable<(string From, string To, string File)> Arrows()
    {
        var features = Lines.SelectMany(l => l).ToHashSet();
        return
            from file in Source.Server(".cs", ".razor")
            where file.Path.Contains('/', StringComparison.Ordinal)
            let feature = file.Path.Split('/')[0]
            from Match use in Use().Matches(file.Text)
            let other = use.Groups["feature"].Value
            where features.Contains(other) && other != feature
            select (feature, other, file.Path);
    }

    [GeneratedRegex(@"\bTungNgo\.(?<feature>[A-Z][a-z]+)\b|(?<![\w.""/])(?<feature>Teams|Households|Visits|Figures|Sync|Services|Bulletins|Contacts|Providers|Relays|Sendings|Reach|Help|Portal|Demo)\.(?=[A-Z]\w+[\s?>(.,])")]
    private static partial Regex Use();
}
