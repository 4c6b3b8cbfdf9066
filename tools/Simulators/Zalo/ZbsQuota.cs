namespace TungNgo.Simulators.Zalo;

/// <summary>
/// Template messages a day. The quota climbs a ladder after seven days in a row on which twice the quota was sent in all, and falls a step at
/// once when more than 2 % of it complain.
/// </summary>
internal sealed class ZbsQuota
{
    public static readonly int[] Ladder = [500, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 500_000];

    private readonly Queue<int> lastDays = new();
    private DateOnly today;
    private int complaints;

    public int Daily { get; private set; } = 5000;

    public int UsedToday { get; private set; }

    public int Left => Math.Max(0, Daily - UsedToday);

    /// <summary>Đồng; every message costs 250.</summary>
    public long Wallet { get; set; } = 1_000_000_000;

    /// <summary>Messages by id, and whether they reached the phone.</summary>
    public Dictionary<string, bool> Sent { get; } = new(StringComparer.Ordinal);

    /// <summary>Told of every change: before and after.</summary>
    public Action<int, int>? Changed { get; set; }

    public Action? NewDay { get; set; }

    public void Take(string id, bool reached)
    {
        UsedToday++;
        Wallet -= 250;
        Sent[id] = reached;
    }

    public void Set(int daily)
    {
        if (daily != Daily)
        {
            var before = Daily;
            Daily = daily;
            Changed?.Invoke(before, daily);
        }
    }

    public void Complain(int people)
    {
        complaints += people;
        if (complaints > Daily * 0.02)
        {
            complaints = 0;
            lastDays.Clear();
            Set(Ladder[Math.Max(0, Array.FindLastIndex(Ladder, step => step < Daily))]);
        }
    }

    /// <summary>Days turn at midnight of Vietnam.</summary>
    public void Turn(DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(ZaloWorld.Local(now).DateTime);
        if (today == default)
        {
            today = day;
        }

        while (today < day)
        {
            lastDays.Enqueue(UsedToday);
            UsedToday = 0;
            complaints = 0;
            NewDay?.Invoke();
            today = today.AddDays(1);
            if (lastDays.Count > 7)
            {
                lastDays.Dequeue();
            }

            if (lastDays.Count == 7 && lastDays.Sum() >= 2 * Daily && Array.FindIndex(Ladder, step => step > Daily) is >= 0 and var next)
            {
                lastDays.Clear();
                Set(Ladder[next]);
            }
        }
    }
}
