using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households.Import.Job;
using TungNgo.Households.Import.Matching;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Households.Import.Taking;

/// <summary>
/// Goes through a list once: reading runs ahead in its own thread, households are compared with the register and, when taking,
/// written in chunks of one transaction each. An interrupted taking is simply begun again: what is there already is recognised.
/// </summary>
internal sealed class ImportWork(AppDb db, Writer writer, AreaTree areas, ServiceCatalogue services, TimeProvider clock)
{
    /// <summary>Long enough that a commit to disk costs little, short enough that phones never wait long for their turn to write.</summary>
    private const int ChunkSize = 2_000;

    /// <param name="take">False only looks: the same comparison, nothing is written.</param>
    /// <param name="bad">Receives the rows that are not taken.</param>
    /// <exception cref="UnreadableFileException">The file is no list that can be read.</exception>
    public async Task<ImportReport> RunAsync(
        ImportJob job, string path, bool take, Actor actor, BadRows? bad, Action<ImportReport>? progress, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var report = new ImportReport();
        var chunk = await PrepareAsync(job, actor, take, report, ct);
        var headers = new Dictionary<string, ListHeader>();
        var waiting = new List<ReadHousehold>(ChunkSize);
        var remembered = await db.RememberedMappings.AsNoTracking().Where(m => m.AreaId == job.AreaId).ToDictionaryAsync(m => m.Signature, m => m.Fields, ct);
        var year = clock.Today().Year;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ahead = Channel.CreateBounded<List<ListItem>>(new BoundedChannelOptions(4) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAheadAsync(path, h => MappingFor(h, job, remembered), year, ahead.Writer, stop.Token), stop.Token);
        try
        {
            await foreach (var items in ahead.Reader.ReadAllAsync(ct))
            {
                foreach (var item in items)
                {
                    switch (item)
                    {
                        case SheetStarted sheet:
                            headers[sheet.Header.Sheet] = sheet.Header;
                            report.Sheets.Add(SheetOf(sheet));
                            break;
                        case SkippedRow skipped:
                            report.Add(skipped);
                            break;
                        case ReadHousehold household:
                            Sample(report.Sheets[^1], household);
                            waiting.Add(household);
                            break;
                    }
                }

                if (waiting.Count >= ChunkSize)
                {
                    await FlushAsync();
                }
            }

            await FlushAsync();
            await reading;
        }
        finally
        {
            await stop.CancelAsync();
        }

        if (report.Sheets.Count == 0)
        {
            throw new UnreadableFileException(FileProblem.NoHeader);
        }

        report.Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2);
        return report;

        async Task FlushAsync()
        {
            if (waiting.Count == 0)
            {
                return;
            }

            await chunk.GoAsync(waiting, ct);
            foreach (var household in waiting)
            {
                report.Rows += household.Rows.Count;
                foreach (var problem in household.Problems)
                {
                    report.Add(problem);
                }

                if (household.IsRefused)
                {
                    report.Refused++;
                    await (bad?.AddAsync(headers[household.Sheet], household, ct) ?? ValueTask.CompletedTask);
                }
            }

            waiting.Clear();
            progress?.Invoke(report);
        }
    }

    /// <summary>The officer's correction for this file, else what the same office's form meant last time, else the proposal.</summary>
    private static ColumnMapping MappingFor(ListHeader header, ImportJob job, Dictionary<string, string> remembered)
    {
        var known = job.Mappings.GetValueOrDefault(header.Signature) ?? remembered.GetValueOrDefault(header.Signature);
        if (known is null)
        {
            return ColumnMapping.Propose(header);
        }

        var fields = known.Split(',').Select(f => Enum.TryParse<ListField>(f, out var field) ? field : ListField.Ignore).ToList();
        return new ColumnMapping(fields);
    }

    private static async Task ReadAheadAsync(
        string path, Func<ListHeader, ColumnMapping?> mappingOf, int year, ChannelWriter<List<ListItem>> ahead, CancellationToken ct)
    {
        try
        {
            var items = new List<ListItem>(512);
            foreach (var item in new ListReader(mappingOf, year).Read(SheetFile.Rows(path)))
            {
                items.Add(item);
                if (items.Count == 512)
                {
                    await ahead.WriteAsync(items, ct);
                    items = new List<ListItem>(512);
                }
            }

            await ahead.WriteAsync(items, ct);
            ahead.Complete();
        }
        catch (Exception e)
        {
            // Handed to the reader of the channel, which throws it.
            ahead.Complete(e);
        }
    }

    private async Task<ImportChunk> PrepareAsync(ImportJob job, Actor actor, bool take, ImportReport report, CancellationToken ct)
    {
        var tree = areas.Today;
        var hamlets = tree.HamletsOf(job.AreaId);
        var names = hamlets.Select(tree.Find).OfType<AreaVersion>()
            .Select(h => new HamletName(h.AreaId, h.Name, h.ParentId is { } parent ? tree.Find(parent)?.Name ?? "" : ""));
        var lanes = await db.Lanes.AsNoTracking().Where(l => hamlets.Contains(l.HamletId)).ToListAsync(ct);
        var index = await LoadAsync(hamlets, lanes.ToDictionary(l => l.Id, l => l.NameKey), ct);
        return new ImportChunk(db, writer, clock, job, actor, take, report, new HamletMatcher(names), index, areas, services.All, hamlets.ToHashSet(),
            lanes.ToDictionary(l => (l.HamletId, l.NameKey), l => l.Id));
    }

    private async Task<RegisterIndex> LoadAsync(IReadOnlyList<Guid> hamlets, Dictionary<Guid, string> laneKeys, CancellationToken ct)
    {
        var index = new RegisterIndex();
        foreach (var some in hamlets.Chunk(200))
        {
            var known =
                from h in db.Households.Where(h => some.Contains(h.HamletId) && h.ClosedDay == null)
                select new
                {
                    h.Id, h.HamletId, h.Head, h.Code, h.Phone, h.LaneId, h.Door, h.Landmark, h.Order,
                    BirthYear = db.People.Where(p => p.HouseholdId == h.Id && p.Relation == "head" && p.GoneDay == null).Select(p => p.BirthYear).FirstOrDefault(),
                };
            await foreach (var h in known.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            {
                var lane = h.LaneId is { } id ? laneKeys.GetValueOrDefault(id) : null;
                index.Add(h.Id, h.HamletId, h.Head, new Traits(TextCells.Code(new SheetCell(h.Code)).Value, h.Phone, h.BirthYear, lane, ImportChunk.PlaceOf(h.Door, h.Landmark)));
                index.StartOrderAfter(h.HamletId, h.LaneId, h.Order);
            }
        }

        return index;
    }

    private static ReportSheet SheetOf(SheetStarted sheet) => new(
        sheet.Header.Sheet, sheet.Header.Signature, sheet.Header.FirstRow, sheet.Mapping.Layout,
        [.. sheet.Header.Columns.Select((c, i) => new ReportColumn(
            c.Title, i < sheet.Mapping.Fields.Length ? sheet.Mapping.Fields[i] : ListField.Ignore, c.Confidence, []))]);

    private static void Sample(ReportSheet sheet, ReadHousehold household)
    {
        const int enough = 3;
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            if (sheet.Columns[i] is { Samples.Count: < enough } column && household.Rows[0][i] is { IsBlank: false } cell)
            {
                column.Samples.Add(FreeText.Shown(IdentityGuard.Masked(cell), 40));
            }
        }
    }
}
