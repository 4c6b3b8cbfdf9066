using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Providers;

namespace TungNgo.Demo;

/// <summary>
/// The province's accounts with providers, as they would stand in its settings. They hold no keys and rest until the server is started
/// beside simulated providers: a demo never writes to anybody.
/// </summary>
internal sealed class DemoChannels(AppDb db, AreaTree areas)
{
    private const int ZaloPerMinute = 4000;

    public void Add(Write write)
    {
        var province = areas.On(KnownFigures.Day).Roots.Single().AreaId;
        Channel Account(ChannelKind kind, string provider, string name, int perMinute, int price) => db.Channels.Add(new Channel
        {
            Id = write.NewId(), AreaId = province, Kind = kind, Provider = provider, Name = name, PerMinute = perMinute, Price = price, BucketKey = provider, Active = false,
        }).Entity;
        var follower = Account(ChannelKind.ZaloCs, "zalo", "Zalo OA Chuyển đổi số Sóc Trăng", ZaloPerMinute, 0);
        var number = Account(ChannelKind.Sms, "esms", "SMS TUNGNGO", 3000, 820);
        var browser = Account(ChannelKind.WebPush, "webpush", "Thông báo trên trình duyệt", 6000, 0);
        foreach (var channel in new[] { follower, number })
        {
            (channel.QuietFrom, channel.QuietTo) = (new TimeOnly(21, 0), new TimeOnly(6, 0));
        }

        foreach (var channel in new[] { follower, number, browser })
        {
            write.Changed(ChangeKind.Channel, channel.Id);
        }
    }

    public static Channel Of(IEnumerable<Channel> channels, string provider) => channels.First(c => c.Provider == provider);
}
