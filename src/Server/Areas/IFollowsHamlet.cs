using TungNgo.Feed;

namespace TungNgo.Areas;

/// <summary>Something of another feature that lies in a hamlet, and goes to its heir when the hamlet ends.</summary>
internal interface IFollowsHamlet
{
    /// <param name="day">The first day on which the hamlet is no more; not in the future.</param>
    Task FollowAsync(Guid from, Guid to, DateOnly day, Write write, CancellationToken ct);

    /// <summary>The same when it divides: each goes to its part.</summary>
    Task DivideAsync(Guid from, HamletDivision division, DateOnly day, Write write, CancellationToken ct);

    /// <summary>What followed in a write comes back, as if it had never gone.</summary>
    /// <param name="to">The heirs in which it is now.</param>
    /// <param name="moved">The write's numbers, the first and the last.</param>
    Task ComeBackAsync(Guid from, IReadOnlyCollection<Guid> to, (long First, long Last) moved, Write write, CancellationToken ct);
}
