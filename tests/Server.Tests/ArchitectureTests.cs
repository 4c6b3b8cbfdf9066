namespace TungNgo.Tests;

/// <summary>
/// Which part of the server may use which. The list is the map of the code, from the ground up: a place may use those above it in the list
/// and nothing else, so there is no cycle. What a lower place shows of a higher one (menu, search, work that waits, the frame) goes through a
/// slot that the higher one fills. A new arrow is a decision, taken here.
/// </summary>
public sealed class ArchitectureTests
{
    /// <summary>Folders below src/Server, the lowest first; a sub-folder or a file may have a place of its own.</summary>
    private static readonly string[] Places =
    [
        // The ground: the database and its feed, the frame of the pages, streams, sheets. No word of the mission.
        "Json.cs", "Data", "ServerOptions.cs", "Feed", "Web", "Live", "Lists",
        // Where things lie, who calls, what anybody did.
        "Areas", "Accounts", "Areas/Register", "Areas/Reorganise", "Areas/Boundaries", "Audit",
        // Messages to officials by mail.
        "Mail",
        // What is offered, what is counted, who walks, who lives there, what happened at the door.
        "Services", "Figures", "Teams", "Visits", "Households", "Households/Pages", "Households/Import", "Figures/Proof", "Figures/Page",
        // What offices write and sign.
        "Documents",
        // What is said, the ways it goes out, and what comes back.
        "Bulletins", "Contacts", "Providers", "Relays", "Sendings", "Answers", "Seasons", "Reach", "Help", "Questions",
        // What other authorities warn of, what offices report, how salty the water will be, and what is measured and done about it.
        "Water/Authorities", "Water/Forms", "Water/Forecast", "Water",
        // What offices define, sum up, sign and compare.
        "Reports",
        // What people put together of it.
        "Tables",
        // How figures go out to other programs.
        "Exchange",
        // What provinces send to the node above them.
        "Provinces",
        // Days in which teams go out.
        "Campaigns",
        // Who goes to which doors.
        "Walks",
        // Where people come to the teams.
        "Gatherings",
        // What the members are taught, and what they have learnt.
        "Training",
        // Who may say at a door that they are of the team.
        "Badges",
        // What members did, and what they are paid for it.
        "WorkSheets",
        // What teams have to hand out.
        "Stock",
        // The phones' wire, and what anybody may read without an account.
        "Sync", "Portal",
        "Demo", "Server.cs", "Cli", "Program.cs",
    ];

    /// <summary>Arrows that point up, each with its reason. Four at most: a fifth says that the order is wrong.</summary>
    private static readonly Dictionary<(string File, string To), string> Exceptions = new()
    {
        [("Data", "*")] = "the database context and its two forms list the entities of all features",
    };

    private static readonly Arrows Sources = new(Places);
    private static readonly IReadOnlyList<Arrow> All = Sources.All();

    [Fact]
    public void Arrows_point_down() => AssertNone(Wrong(Upward()));

    [Fact]
    public void Nothing_below_the_wire_knows_the_wire() => AssertNone(Wrong(Upward().Where(a => a.To == "Sync")));

    [Fact]
    public void Every_file_has_its_place() => AssertNone(Sources.Homeless);

    [Fact]
    public void Every_place_is_there() => AssertNone(Places.Where(p => !Path.Exists(Path.Combine(Source.Root, "src", "Server", p))));

    [Fact]
    public void Exceptions_are_few_and_needed()
    {
        Assert.InRange(Exceptions.Count, 0, 4);
        Assert.All(Exceptions.Keys, e => Assert.Contains(All, a => IsUp(a) && Fits(e, a)));
    }

    /// <summary>All of them in the message, each in a line of its own.</summary>
    private static void AssertNone(IEnumerable<string> wrong) =>
        Assert.True(!wrong.Any(), string.Join('\n', wrong.Order(StringComparer.Ordinal)));

    private static IEnumerable<string> Wrong(IEnumerable<Arrow> arrows) => arrows.Select(a => $"{a.From} → {a.To}: {a.Used} in {a.File}");

    private static IEnumerable<Arrow> Upward() => All.Where(a => IsUp(a) && !Exceptions.Keys.Any(e => Fits(e, a)));

    private static bool IsUp(Arrow arrow) => Array.IndexOf(Places, arrow.To) > Array.IndexOf(Places, arrow.From);

    private static bool Fits((string File, string To) exception, Arrow arrow) =>
        (arrow.File == exception.File || arrow.File.StartsWith(exception.File + "/", StringComparison.Ordinal)) && (exception.To == "*" || exception.To == arrow.To);
}
