using TungNgo.Teams;
using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.Help;

/// <summary>How requests are spoken of on pages.</summary>
internal static class HelpWords
{
    public static (StatusKind Kind, string Text) State(HelpRequest request, DateTime now, Texts texts) => request.State switch
    {
        HelpState.Closed => (StatusKind.None, texts["help.state.closed"]),
        HelpState.Answered => (StatusKind.Done, texts["help.state.answered"]),
        _ => request.IsOverdue(now) ? (StatusKind.Bad, texts["help.state.overdue"]) : (StatusKind.Due, texts["help.state.open"]),
    };

    public static string From(HelpRequest request, Texts texts) => texts[$"help.from.{request.From}"];

    /// <summary>With whom it lies now.</summary>
    public static string Whose(HelpRequest request, TeamRegister teams, Texts texts)
    {
        var team = request.TeamId is { } id ? teams.Find(id)?.Team.Name ?? Formats.Missing : Formats.Missing;
        return request.Level switch { HelpLevel.Commune => texts["help.level.commune"], HelpLevel.Leader => texts["help.level.leader", team], _ => team };
    }
}
