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
        var sheets = new Dictionary<ListHeader, ReportSheet>(ReferenceEqualityComparer.Instance);
        var samples = new ListSamples(report);
        var waiting = new List<ReadHousehold>(ChunkSize);
        var remembered = await db.RememberedMappings.AsNoTracking().Where(m => m.AreaId == job.AreaId).ToDictionaryAsync(m => m.Signature, m => m.Fields, ct);
        var year = clock.Today().Year;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ahead = Channel.CreateBounded<List<ListItem>>(new BoundedChannelOptions(4) { SingleReader = true, SingleWriter = true });
        var reader = new ListReader(h => MappingFor(h, job, remembered), year, new ListChoices(job.Answers), PlacesOf(job.AreaId));
        var reading = Task.Run(() => ReadAheadAsync(path, reader, ahead.Writer, stop.Token), stop.Token);
        try
        {
            await foreach (var items in ahead.Reader.ReadAllAsync(ct))
            {
                foreach (var item in items)
                {
                    switch (item)
                    {
                        case SheetStarted sheet:
                            report.Sheets.Add(sheets[sheet.Header] = ListSamples.SheetOf(sheet));
                            break;
                        case SkippedRow skipped:
                            report.Add(skipped);
                            break;
                        case ReadHousehold household:
                            ListSamples.Count(sheets[household.Header], household);
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

        if (report.Sheets.Count == 0 && !report.SkippedCounts.ContainsKey(SkipReason.Hidden))
        {
            throw new UnreadableFileException(FileProblem.NoHeader);
        }

        samples.Finish();
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

                samples.Look(household);
                if (household.IsRefused)
                {
                    report.Refused++;
                    await (bad?.AddAsync(household.Header, household, ct) ?? ValueTask.CompletedTask);
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
        string path, ListReader reader, ChannelWriter<List<ListItem>> ahead, CancellationToken ct)
    {
        try
        {
            var items = new List<ListItem>(512);
            foreach (var item in reader.Read(SheetFile.Rows(path, legacy: true)))
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
        var lanes = await db.Lanes.AsNoTracking().Where(l => hamlets.Contains(l.HamletId)).ToListAsync(ct);
        var index = await LoadAsync(hamlets, lanes.ToDictionary(l => l.Id, l => l.NameKey), ct);
        return new ImportChunk(db, writer, clock, job, actor, take, report, new HamletMatcher(NamesOf(hamlets)), index, areas, services.All, hamlets.ToHashSet(),
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

    /// <summary>What the reading, which runs ahead, knows of the places: a matcher of its own, since each keeps what it was asked.</summary>
    private ListPlaces PlacesOf(Guid areaId)
    {
        var hamlets = areas.Today.HamletsOf(areaId);
        return new(
            new HamletMatcher(NamesOf(hamlets)), areas.Today.All.Where(u => u.Tier == AreaTier.Commune).Select(u => HamletMatcher.CommuneKey(u.Name)).ToHashSet(),
            areas.Today.Find(areaId) is { Tier: AreaTier.Hamlet, Name: var only } ? only : null);
    }

    private IEnumerable<HamletName> NamesOf(IReadOnlyList<Guid> hamlets)
    {
        var tree = areas.Today;
        foreach (var hamlet in hamlets.Select(tree.Find).OfType<AreaVersion>())
        {
            // Lists of before a reorganisation name the commune of then.
            var earlier = areas.VersionsOf(hamlet.AreaId).Select(v => v.ParentId).OfType<Guid>().Distinct().SelectMany(areas.VersionsOf).Select(v => v.Name).Distinct().ToList();
            var line = tree.LineOf(hamlet.AreaId).Where(u => u.AreaId != hamlet.AreaId).ToList();
            yield return new(hamlet.AreaId, hamlet.Name, line.Count > 0 ? line[0].Name : "", earlier, [.. line.Skip(1).Select(u => u.Name)]);
        }
    }
}
