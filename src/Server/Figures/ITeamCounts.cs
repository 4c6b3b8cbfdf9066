using TungNgo.Areas;

namespace TungNgo.Figures;

/// <summary>Teams, members and Zalo groups of a unit on a day, counted from the dated register.</summary>
/// <param name="Undetermined">Some of them serve partly this unit and partly others of this tree: nobody can tell.</param>
internal sealed record TeamCount(int Teams, int Members, int ZaloGroups, int ZaloMembers, IReadOnlyList<Guid> TeamIds, bool Undetermined = false)
{
    public static readonly TeamCount None = new(0, 0, 0, 0, []);
}

/// <summary>The figures that are counted from the register of teams and not from cells. A slot that the teams fill.</summary>
internal interface ITeamCounts
{
    /// <summary>Number of the newest change that touched a team since the server started.</summary>
    long Number { get; }

    /// <param name="tree">Whose units the teams are counted under.</param>
    TeamCount On(DateOnly day, DayTree tree, Guid areaId) => On(day, tree).GetValueOrDefault(areaId, TeamCount.None);

    /// <summary>By unit; one without teams is not there.</summary>
    IReadOnlyDictionary<Guid, TeamCount> On(DateOnly day, DayTree tree);
}
