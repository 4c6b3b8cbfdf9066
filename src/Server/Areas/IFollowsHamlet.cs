using TungNgo.Feed;

namespace TungNgo.Areas;

/// <summary>Something of another feature that lies in a hamlet, and goes to its heir when the hamlet ends.</summary>
internal interface IFollowsHamlet
{
    /// <param name="day">The first day on which the hamlet is no more; not in the future.</param>
    Task FollowAsync(Guid from, Guid to, DateOnly day, Write write, CancellationToken ct);
}
