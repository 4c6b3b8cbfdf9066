namespace TungNgo.Teams;

/// <summary>What a member did for a team: it stays when they leave.</summary>
internal sealed record WorkDone(int Visits, int Met, int Households, DateOnly Last);

/// <summary>Counts the work of a team's members. A slot that the visits fill.</summary>
internal interface ITeamWork
{
    Task<IReadOnlyDictionary<Guid, WorkDone>> ByMemberAsync(Team team, CancellationToken ct);
}
