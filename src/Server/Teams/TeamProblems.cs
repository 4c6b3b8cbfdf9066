using TungNgo.Web;

namespace TungNgo.Teams;

/// <summary>Which field of the teams' forms a problem speaks of.</summary>
internal static class TeamProblems
{
    /// <summary>Of the forms of a team and of its groups.</summary>
    public static readonly Dictionary<Problem, string> Fields = new()
    {
        [Problems.TeamNameNeeded] = "name", [Problems.TeamNameTaken] = "name", [Problems.TeamDecisionNeeded] = "decision", [Problems.AreaDayNeeded] = "day",
        [Problems.TeamLevelUnfit] = "area", [Problems.TeamAreaUnknown] = "area", [Problems.GroupNameNeeded] = "name", [Problems.GroupLink] = "link", [Problems.GroupGmf] = "gmf",
        [Problems.TeamListUnreadable] = "file", [Problems.TeamListWithoutHeader] = "file",
    };

    /// <param name="form">Name of the form's model, with which the ids of a person's fields begin.</param>
    public static Dictionary<Problem, string> OfMember(string form) => new()
    {
        [Problems.MemberNameNeeded] = $"{form}-name", [Problems.MemberBirthYear] = $"{form}-birth", [Problems.MemberPhone] = $"{form}-phone", [Problems.AreaDayNeeded] = "day",
    };
}
