using TungNgo.Web;

namespace TungNgo.Teams;

/// <summary>Somebody who is no member and goes with a team for some days.</summary>
/// <param name="Occasion">What for; <c>Href</c> leads there.</param>
internal sealed record TeamGuest(string Name, string Body, string Occasion, string Href, DateOnly From, DateOnly To);

/// <summary>Who goes along with a team on a day. A slot that the campaigns fill.</summary>
internal interface ITeamGuests
{
    Task<IReadOnlyList<TeamGuest>> OnAsync(Team team, DateOnly day, Texts t, CancellationToken ct);
}
