using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.Walks;

/// <summary>How walks are spoken of.</summary>
internal static class WalkWords
{
    public static StatusKind Kind(WalkRow row, DateOnly today) => row switch
    {
        { Walk.State: WalkState.Closed } => StatusKind.None,
        _ when row.Visited >= row.Doors - row.Gone => StatusKind.Done,
        _ when row.Walk.Day < today => StatusKind.Due,
        _ => StatusKind.Info,
    };

    public static readonly string[] States = ["open", "late", "done", "closed"];

    /// <returns>One of <see cref="States"/>.</returns>
    public static string StateOf(WalkRow row, DateOnly today) => Kind(row, today) switch
    {
        StatusKind.None => "closed",
        StatusKind.Done => "done",
        StatusKind.Due => "late",
        _ => "open",
    };

    public static string State(WalkRow row, DateOnly today, Texts t) => t[$"walks.state.{StateOf(row, today)}"];

    public static string Place(Household household, string? lane) =>
        string.Join(" · ", new[] { lane, household.Door, household.Landmark, household.Phone }.Where(p => !string.IsNullOrEmpty(p)));

    /// <summary>Whether a box stands for a service in the line of a person, or of the household itself.</summary>
    public static bool IsOf(Service service, Person? person, DateOnly day) => person is null
        ? service.Subject == ServiceSubject.Household
        : service.Subject == ServiceSubject.Person && (service.FromAge is not { } age || person.BirthYear is not { } born || day.Year - born >= age);
}
