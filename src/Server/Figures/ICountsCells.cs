using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Figures;

/// <summary>A feature's own counting of what its cells should say, from what it keeps.</summary>
internal interface ICountsCells
{
    /// <summary>Adds all cells of some hamlets, day by day; cells of other leaves are not looked at.</summary>
    /// <param name="hamlets">Null asks for the leaves that are no hamlets: teams.</param>
    Task CountAsync(AppDb db, IReadOnlyCollection<Guid>? hamlets, CellDeltas cells, CancellationToken ct);
}
