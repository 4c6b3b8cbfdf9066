namespace TungNgo.Walks;

/// <summary>
/// In which order the doors of a walk are gone to: by lane and number, or by the shortest way that is found where every door has a point. The way is open: it ends
/// wherever the last door is.
/// </summary>
internal static class WalkOrder
{
    /// <summary>A walk has some dozens of doors; of more the search would take noticeable time.</summary>
    private const int MostForRoute = 400;
    private const int MostRounds = 60;
    private const int LongestMoved = 3;

    public static IReadOnlyList<DoorToWalk> Of(IReadOnlyList<DoorToWalk> doors) =>
        doors.Count is >= 3 and <= MostForRoute && doors.All(d => d is { Latitude: not null, Longitude: not null })
            ? [.. Route([.. doors.Select(d => (d.Latitude!.Value, d.Longitude!.Value))]).Select(i => doors[i])]
            : doors;

    /// <summary>Metres, the same there and back; exact enough within a hamlet.</summary>
    public static double Metres((double Latitude, double Longitude) a, (double Latitude, double Longitude) b)
    {
        const double metresOfDegree = 111_320;
        var (y, x) = ((a.Latitude - b.Latitude) * metresOfDegree, (a.Longitude - b.Longitude) * metresOfDegree * Math.Cos((a.Latitude + b.Latitude) * Math.PI / 360));
        return Math.Sqrt((x * x) + (y * y));
    }

    public static double Length(IReadOnlyList<(double, double)> points, IReadOnlyList<int> order)
    {
        var sum = 0.0;
        for (var i = 1; i < order.Count; i++)
        {
            sum += Metres(points[order[i - 1]], points[order[i]]);
        }

        return sum;
    }

    /// <summary>From the first point always to the nearest that is left: where the search begins, and what it is compared with.</summary>
    public static int[] Nearest(IReadOnlyList<(double, double)> points, int first = 0)
    {
        var left = Enumerable.Range(0, points.Count).ToHashSet();
        var order = new int[points.Count];
        for (var (i, at) = (0, first); ; i++)
        {
            order[i] = at;
            left.Remove(at);
            if (left.Count == 0)
            {
                return order;
            }

            at = left.MinBy(p => (Metres(points[at], points[p]), p));
        }
    }

    /// <summary>The best of what 2-opt and Or-opt make of nearest-neighbour ways from doors at the rim, and from the first: so it is never longer than the plain one.</summary>
    public static int[] Route(IReadOnlyList<(double Latitude, double Longitude)> points)
    {
        var distances = new double[points.Count, points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = 0; j < points.Count; j++)
            {
                distances[i, j] = Metres(points[i], points[j]);
            }
        }

        int[] all = [.. Enumerable.Range(0, points.Count)];
        int[] rim = [.. new[] { 0, all.MinBy(i => points[i].Latitude), all.MaxBy(i => points[i].Latitude), all.MinBy(i => points[i].Longitude), all.MaxBy(i => points[i].Longitude) }.Distinct()];
        return rim.Select(first => Improve(Nearest(points, first), distances)).MinBy(order => Length(points, order))!;
    }

    private static int[] Improve(int[] order, double[,] distances)
    {
        for (var round = 0; round < MostRounds && (Turn(order, distances) | Shift(order, distances)); round++)
        {
        }

        return order;
    }

    /// <summary>2-opt: a stretch walked the other way round.</summary>
    private static bool Turn(int[] order, double[,] distances)
    {
        var better = false;
        for (var i = 0; i < order.Length - 1; i++)
        {
            for (var j = i + 1; j < order.Length; j++)
            {
                var (before, after) = (i == 0 ? -1 : order[i - 1], j == order.Length - 1 ? -1 : order[j + 1]);
                var gain = Between(before, order[i]) + Between(order[j], after) - Between(before, order[j]) - Between(order[i], after);
                if (gain > 0.01)
                {
                    Array.Reverse(order, i, j - i + 1);
                    better = true;
                }
            }
        }

        return better;

        double Between(int a, int b) => a < 0 || b < 0 ? 0 : distances[a, b];
    }

    /// <summary>Or-opt: up to three doors moved to elsewhere on the way.</summary>
    private static bool Shift(int[] order, double[,] distances)
    {
        var better = false;
        for (var length = 1; length <= LongestMoved; length++)
        {
            for (var i = 0; i + length <= order.Length; i++)
            {
                var rest = order.Take(i).Concat(order.Skip(i + length)).ToArray();
                var (head, tail) = (order[i], order[i + length - 1]);
                var saved = Between(i == 0 ? -1 : order[i - 1], head) + Between(tail, i + length == order.Length ? -1 : order[i + length])
                    - Between(i == 0 ? -1 : order[i - 1], i + length == order.Length ? -1 : order[i + length]);
                var best = (Gain: 0.01, At: -1, IsTurned: false);
                for (var at = 0; at <= rest.Length; at++)
                {
                    var (before, after) = (at == 0 ? -1 : rest[at - 1], at == rest.Length ? -1 : rest[at]);
                    var straight = saved - (Between(before, head) + Between(tail, after) - Between(before, after));
                    var turned = saved - (Between(before, tail) + Between(head, after) - Between(before, after));
                    best = straight > best.Gain ? (straight, at, false) : best;
                    best = turned > best.Gain ? (turned, at, true) : best;
                }

                if (best.At >= 0)
                {
                    var moved = order.Skip(i).Take(length);
                    int[] next = [.. rest.Take(best.At), .. best.IsTurned ? moved.Reverse() : moved, .. rest.Skip(best.At)];
                    next.CopyTo(order, 0);
                    better = true;
                }
            }
        }

        return better;

        double Between(int a, int b) => a < 0 || b < 0 ? 0 : distances[a, b];
    }
}
