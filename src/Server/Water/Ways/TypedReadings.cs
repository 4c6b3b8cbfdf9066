using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Web;

namespace TungNgo.Water.Ways;

/// <summary>What became of a table that an officer typed, pasted or sent as a file.</summary>
internal sealed record TableTaken(int Taken, int Known, IReadOnlyList<TableProblem> Problems);

/// <summary>The daily bulletin by hand: one reader for what is typed, pasted and sent as a sheet, so that the same figures end in the same readings.</summary>
internal sealed class TypedReadings(ReadingBook book, StationScope scope, CurrentUser user, TimeProvider clock)
{
    public const int MostBytes = 2 << 20, MostText = 100_000;

    public async Task<BulletinTable> ReadAsync(IEnumerable<SheetRow> rows, DateOnly day, CancellationToken ct) =>
        BulletinTable.Read(rows.Take(10_000), await scope.OwnAsync(ct), day, clock.Today());

    public async Task<TableTaken> TakeAsync(BulletinTable table, Way way, string? note, CancellationToken ct)
    {
        var (taken, known) = (0, 0);
        foreach (var (station, said) in table.ByStation())
        {
            user.Require(Permission.ManageWater, scope.UnitOf(station));
            var recorded = await book.SaveAsync(station, said, new(way, user.Name, Note: FreeText.Line(note, 200, "water.note")), user.Actor, ct);
            (taken, known) = (taken + recorded.Taken, known + recorded.Known);
        }

        return new(taken, known, table.Problems);
    }
}
