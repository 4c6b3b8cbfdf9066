using System.Globalization;

namespace TungNgo.Providers.Desk;

/// <summary>The form of a channel as a browser sends it.</summary>
public sealed class ChannelInput
{
    public Guid AreaId { get; set; }
    public string? Name { get; set; }
    public bool Active { get; set; }
    public Dictionary<string, string?> Settings { get; set; } = [];
    public Dictionary<string, string?> Secrets { get; set; } = [];
    public int PerMinute { get; set; } = 600;
    public int Concurrency { get; set; } = 16;
    public int Price { get; set; }
    public string? QuietFrom { get; set; }
    public string? QuietTo { get; set; }
    public int? DailyQuota { get; set; }
    public string? BucketKey { get; set; }

    internal static ChannelInput Of(Channel c) => new()
    {
        AreaId = c.AreaId, Name = c.Name, Active = c.Active, Settings = c.Settings.ToDictionary(s => s.Key, s => (string?)s.Value), PerMinute = c.PerMinute, Concurrency = c.Concurrency, Price = c.Price,
        QuietFrom = Clock(c.QuietFrom), QuietTo = Clock(c.QuietTo), DailyQuota = c.DailyQuota, BucketKey = c.BucketKey,
    };

    public ChannelForm ToForm() => new(
        AreaId, Name, Active, Settings, Secrets, PerMinute, Concurrency, Price, Time(QuietFrom), Time(QuietTo), DailyQuota, BucketKey);

    private static TimeOnly? Time(string? text) => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;

    private static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);
}
