namespace TungNgo.Walks;

/// <summary>A door that is to be walked to.</summary>
/// <param name="LaneOrder">Walking order of its lane in the hamlet; doors without a lane come last.</param>
/// <param name="IsKhmer">Only Khmer is spoken there.</param>
internal sealed record DoorToWalk(Guid Id, Guid? LaneId, int LaneOrder, int Order, double? Latitude, double? Longitude, int Minutes, bool IsKhmer);

/// <summary>One or two members who go together.</summary>
/// <param name="Known">How often they were in a lane before.</param>
internal sealed record Walkers(IReadOnlyList<Guid> Members, bool SpeakKhmer, IReadOnlyDictionary<Guid, int> Known);

/// <param name="Part">0 is the walkers' first walk; further ones are of the days after.</param>
/// <param name="NeedsKhmer">Some of it speak Khmer alone, whoever goes.</param>
internal sealed record CutPiece(Walkers Walkers, int Part, IReadOnlyList<DoorToWalk> Doors)
{
    public int Minutes { get; } = Doors.Sum(d => d.Minutes);
    public bool NeedsKhmer { get; } = Doors.Any(d => d.IsKhmer);
}

/// <summary>
/// Cuts the doors of a hamlet among those who go: equal in minutes, each piece of neighbouring doors, lanes whole where that costs little, doors that speak Khmer
/// to those who speak it, and lanes to those who know them.
/// </summary>
internal static class WalkCut
{
    /// <summary>How far from an equal share a cut may lie, as a part of the share, for a lane to stay whole.</summary>
    private const double Give = 0.2;

    public static IReadOnlyList<CutPiece> Cut(IEnumerable<DoorToWalk> doors, IReadOnlyList<Walkers> walkers, int mostMinutes)
    {
        var row = InRow(doors);
        if (row.Count == 0 || walkers.Count == 0)
        {
            return [];
        }

        var khmer = walkers.Where(w => w.SpeakKhmer).ToList();
        var others = walkers.Where(w => !w.SpeakKhmer).ToList();
        if (khmer.Count == 0 || others.Count == 0 || !row.Exists(d => d.IsKhmer))
        {
            return [.. Share(row, walkers).SelectMany(g => Days(g.Walkers, g.Doors, mostMinutes))];
        }

        var theirs = OfKhmerSpeakers(row, khmer.Count, walkers.Count);
        return
        [
            .. Share([.. row.Where(d => theirs.Contains(d.Id))], khmer).Concat(Share([.. row.Where(d => !theirs.Contains(d.Id))], others)).SelectMany(g => Days(g.Walkers, g.Doors, mostMinutes)),
        ];
    }

    /// <summary>All doors one after the other: lane by lane, within a lane as it is walked, those without a lane by where they lie.</summary>
    private static List<DoorToWalk> InRow(IEnumerable<DoorToWalk> doors) =>
        [.. doors.OrderBy(d => d.LaneId is null).ThenBy(d => d.LaneOrder).ThenBy(d => d.LaneId).ThenBy(d => d.LaneId is null ? Curve.Of(d.Latitude, d.Longitude) : 0).ThenBy(d => d.Order).ThenBy(d => d.Id)];

    /// <summary>Every door that speaks Khmer, and of the others as many as make the shares equal: from the lanes where most speak it, so that few lanes are walked twice.</summary>
    private static HashSet<Guid> OfKhmerSpeakers(List<DoorToWalk> row, int speakers, int walkers)
    {
        var theirs = row.Where(d => d.IsKhmer).Select(d => d.Id).ToHashSet();
        var room = (row.Sum(d => d.Minutes) * speakers / (double)walkers) - row.Where(d => d.IsKhmer).Sum(d => d.Minutes);
        foreach (var lane in row.GroupBy(d => d.LaneId).OrderByDescending(g => g.Count(d => d.IsKhmer) / (double)g.Count()).ThenBy(g => g.Min(d => d.LaneOrder)))
        {
            foreach (var door in lane.Where(d => !d.IsKhmer))
            {
                if (room < door.Minutes / 2.0)
                {
                    return theirs;
                }

                theirs.Add(door.Id);
                room -= door.Minutes;
            }
        }

        return theirs;
    }

    /// <summary>Equal pieces of a row, each to those of the walkers who know its lanes best.</summary>
    private static IEnumerable<(Walkers Walkers, List<DoorToWalk> Doors)> Share(List<DoorToWalk> row, IReadOnlyList<Walkers> walkers)
    {
        var pieces = Pieces(row, walkers.Count);
        var wishes = pieces.SelectMany((p, i) => walkers.Select((w, j) => (Piece: i, Walker: j, Known: p.Sum(d => d.LaneId is { } lane ? w.Known.GetValueOrDefault(lane) : 0))))
            .OrderByDescending(w => w.Known).ThenBy(w => w.Piece).ThenBy(w => w.Walker);
        var (given, busy) = (new Walkers?[pieces.Count], new bool[walkers.Count]);
        foreach (var wish in wishes.Where(w => given[w.Piece] is null && !busy[w.Walker]))
        {
            (given[wish.Piece], busy[wish.Walker]) = (walkers[wish.Walker], true);
        }

        return pieces.Select((p, i) => (given[i]!, p));
    }

    private static IEnumerable<CutPiece> Days(Walkers walkers, List<DoorToWalk> doors, int mostMinutes) =>
        Pieces(doors, (int)Math.Ceiling(doors.Sum(d => d.Minutes) / (double)mostMinutes)).Select((p, i) => new CutPiece(walkers, i, p));

    /// <summary>At most so many pieces of a row, none empty. A cut lies at the equal share, or at the end of a lane near it.</summary>
    internal static List<List<DoorToWalk>> Pieces(List<DoorToWalk> row, int count)
    {
        if (row.Count == 0)
        {
            return [];
        }

        count = Math.Clamp(count, 1, row.Count);
        var share = row.Sum(d => d.Minutes) / (double)count;
        var upTo = new int[row.Count + 1];
        for (var i = 0; i < row.Count; i++)
        {
            upTo[i + 1] = upTo[i] + row[i].Minutes;
        }

        List<List<DoorToWalk>> pieces = [];
        var from = 0;
        for (var n = 1; n <= count; n++)
        {
            // So many doors must stay for the pieces to come.
            var last = row.Count - (count - n);
            var to = n == count ? row.Count : Math.Clamp(CutAt(row, upTo, share * n, share), from + 1, last);
            pieces.Add(row[from..to]);
            from = to;
        }

        return pieces;
    }

    private static int CutAt(List<DoorToWalk> row, int[] upTo, double wish, double share)
    {
        var best = (At: 1, Cost: double.MaxValue);
        for (var at = 1; at < row.Count; at++)
        {
            var off = Math.Abs(upTo[at] - wish);
            var isEndOfLane = row[at].LaneId is null || row[at].LaneId != row[at - 1].LaneId;
            var cost = isEndOfLane ? Math.Max(0, off - (share * Give)) + (off / 1000) : off;
            if (cost < best.Cost)
            {
                best = (at, cost);
            }
        }

        return best.At;
    }
}

/// <summary>Hilbert's curve: places near each other on it are near each other on the ground.</summary>
internal static class Curve
{
    private const int Side = 1 << 16;

    public static long Of(double? latitude, double? longitude)
    {
        if (latitude is not { } lat || longitude is not { } lon)
        {
            return long.MaxValue;
        }

        var (x, y, place) = ((int)((lon + 180) / 360 * (Side - 1) * 64) & (Side - 1), (int)((lat + 90) / 180 * (Side - 1) * 32) & (Side - 1), 0L);
        for (var s = Side / 2; s > 0; s /= 2)
        {
            var (rx, ry) = ((x & s) > 0 ? 1 : 0, (y & s) > 0 ? 1 : 0);
            place += (long)s * s * ((3 * rx) ^ ry);
            if (ry == 0)
            {
                if (rx == 1)
                {
                    (x, y) = (Side - 1 - x, Side - 1 - y);
                }

                (x, y) = (y, x);
            }
        }

        return place;
    }
}
