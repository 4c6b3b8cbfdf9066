namespace TungNgo.Simulators.Zalo;

/// <summary>One Official Account with its app: keys, people, groups, templates, limits. Everything is guarded by <see cref="Gate"/>.</summary>
internal sealed class ZaloOa
{
    public const string DefaultAppId = "4310000000000000001";
    public const string DefaultOaId = "2512500000000000001";

    public Lock Gate { get; } = new();

    public string AppId { get; init; } = DefaultAppId;

    public string AppSecret { get; init; } = "sim-app-secret";

    public string OaId { get; init; } = DefaultOaId;

    public string OaSecretKey { get; init; } = "sim-oa-secret-key";

    public ZaloKeys Keys { get; } = new();

    public RateWindow Rate { get; } = new(4000, TimeSpan.FromMinutes(1));

    public Dictionary<string, ZaloUser> Users { get; } = new(StringComparer.Ordinal);

    /// <summary>Phone numbers (84…) with a Zalo account.</summary>
    public Dictionary<string, ZaloUser> ByPhone { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ZaloGroup> Groups { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ZaloAsset> Assets { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ZaloTemplate> Templates { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ZaloUpload> Uploads { get; } = new(StringComparer.Ordinal);

    public ZbsQuota Quota { get; } = new();

    /// <summary>CS messages between 48 hours and 7 days after the last interaction: Zalo asks money for them.</summary>
    public int Billed { get; set; }

    /// <summary>Answers by error number; 0 are the accepted ones.</summary>
    public Dictionary<int, int> Answers { get; } = [];

    private long ids;

    public string NextId(string prefix) => prefix + Interlocked.Increment(ref ids).ToString("x12", System.Globalization.CultureInfo.InvariantCulture);

    public void Add(ZaloUser user)
    {
        Users[user.Id] = user;
        if (user.Phone is not null)
        {
            ByPhone[user.Phone] = user;
        }
    }
}

internal sealed class ZaloUser
{
    public required string Id { get; init; }

    public string? Phone { get; init; }

    public string Name { get; init; } = "";

    public bool Follows { get; set; }

    public DateTimeOffset? LastInteraction { get; set; }

    /// <summary>-227: locked by Zalo, or not used for 45 days.</summary>
    public bool Banned { get; set; }

    /// <summary>-244, -141: wants nothing from this account.</summary>
    public bool Refuses { get; set; }

    /// <summary>The phone is on the net; otherwise what is accepted is never shown and never receipted.</summary>
    public bool Reachable { get; set; } = true;

    public List<ZaloMessage> Conversation { get; } = [];
}

/// <param name="FromOa">src 0; otherwise 1.</param>
internal sealed record ZaloMessage(string Id, bool FromOa, string From, DateTimeOffset At, string Type, string Text);

internal sealed class ZaloGroup
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public string Description { get; set; } = "";

    public required string AssetId { get; set; }

    public List<string> Members { get; set; } = [];

    public List<string> Admins { get; set; } = [];

    public List<string> Invited { get; set; } = [];

    public List<ZaloMessage> Conversation { get; } = [];
}

/// <param name="Type">gmf10, gmf50, gmf100, gmf1000: members at most.</param>
internal sealed record ZaloAsset(string Id, string Type, DateTimeOffset ValidThrough)
{
    public string? UsedBy { get; set; }

    public int MostMembers => int.Parse(Type["gmf".Length..], System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="Tag">1 transaction, 2 care, 3 promotion.</param>
/// <param name="Params">Name and the most letters that it takes.</param>
internal sealed record ZaloTemplate(string Id, string Name, int Tag, IReadOnlyDictionary<string, int> Params)
{
    /// <summary>1 enabled, 2 pending, 3 rejected, 4 disabled.</summary>
    public int Status { get; set; } = 1;

    public int? DailyLimit { get; init; }

    public int SentToday { get; set; }
}

internal sealed record ZaloUpload(string Id, string Kind, int Bytes, DateTimeOffset At);

/// <summary>Accepted calls within a rolling minute.</summary>
internal sealed class RateWindow(int most, TimeSpan length)
{
    private readonly Queue<DateTimeOffset> taken = new();

    public int Most { get; set; } = most;

    public bool TryTake(DateTimeOffset now, out int left)
    {
        while (taken.TryPeek(out var oldest) && oldest <= now - length)
        {
            taken.Dequeue();
        }

        left = Math.Max(0, Most - taken.Count - 1);
        if (taken.Count >= Most)
        {
            return false;
        }

        taken.Enqueue(now);
        return true;
    }
}
