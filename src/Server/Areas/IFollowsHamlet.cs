using TungNgo.Feed;

namespace TungNgo.Areas;

/// <summary>Something of another feature that lies in a hamlet, and goes to its heir when the hamlet ends.</summary>
internal interface IFollowsHamlet
{
    /// <param name="day">The first day on which the hamlet is no more; not in the future.</param>
    Task FollowAsync(Guid from, Guid to, DateOnly day, Write write, CancellationToken ct);

    /// <summary>The same when it divides: each goes to its part.</summary>
    Task DivideAsync(Guid from, HamletDivision division, DateOnly day, Write write, CancellationToken ct);

    /// <summary>What followed comes back, as if it had never gone: with the hamlet's end, or later, when a phone told late of what was before.</summary>
    /// <param name="to">The heirs to which it went.</param>
    /// <param name="since">The first number of the write with which the hamlet ended.</param>
    Task ComeBackAsync(Guid from, IReadOnlyCollection<Guid> to, long since, Write write, CancellationToken ct);
}
