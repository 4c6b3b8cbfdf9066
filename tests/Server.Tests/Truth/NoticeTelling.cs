using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Portal;
using TungNgo.Providers.Inbox;
using TungNgo.Sendings;
using TungNgo.Sendings.Dispatch;
using TungNgo.Sendings.Plan;
using TungNgo.Sendings.Settling;
using TungNgo.Simulators.Common;
using TungNgo.Tests.Sendings;

namespace TungNgo.Tests.Truth;

/// <summary>Does the deeds of a story, and keeps what must hold afterwards: who had refused what, and what had been stopped, when a phone showed it.</summary>
internal sealed class NoticeTelling : IAsyncDisposable
{
    private static readonly FaultKind[] Faults = [FaultKind.ErrorBefore, FaultKind.ErrorAfter, FaultKind.CutBefore, FaultKind.CutAfter, FaultKind.MalformedAfter];

    private static readonly Chain[] Chains =
    [
        Chain.Routine, new([new([ChannelFamily.Sms], 60)]), new([new([ChannelFamily.Zalo], 30), new([ChannelFamily.Sms], 60)]), new([new([ChannelFamily.Push, ChannelFamily.Sms], 30), new([ChannelFamily.InPerson], 60)]),
    ];

    private readonly List<(Sending Sending, string Code)> sent = [];
    private readonly List<string> browsers = [];

    /// <summary>By address and channel: how much phones had shown when it was refused, and when it was allowed again.</summary>
    private readonly List<(string To, string Channel, string Why, long From, long? Until)> refusals = [];

    private NoticeTelling(ChannelStage stage) => Stage = stage;

    public ChannelStage Stage { get; }

    /// <summary>By sending: the last thing any phone had shown when it was stopped.</summary>
    public Dictionary<Guid, long> Stopped { get; } = [];

    public static async Task<NoticeTelling> BeginAsync()
    {
        var stage = await ChannelStage.StartAsync(households: 4);
        await stage.ReachableAsync();
        await stage.PushAsync();
        return new NoticeTelling(stage);
    }

    public Task<List<Sending>> SendingsAsync() => Stage.Server.WithDbAsync(db => db.Sendings.AsNoTracking().ToListAsync());

    public bool RefusedBefore(Shown shown) => refusals.Exists(r => r.To == shown.To && r.Channel == shown.Channel && shown.Seq > r.From && !(shown.Seq > r.Until));

    /// <returns>Null for what is no notice.</returns>
    public Delivery? DeliveryOf(Shown shown, ILookup<string, Delivery> deliveries)
    {
        var code = sent.Find(s => shown.Text.Contains(s.Code, StringComparison.Ordinal)).Sending;
        return shown.Channel switch
        {
            "sms" => deliveries[shown.To].FirstOrDefault(d => Guid.TryParse(shown.Key, out var id) && d.Id == id),
            "zalo-cs" => deliveries[shown.To].FirstOrDefault(d => d.Kind == ChannelKind.ZaloCs && d.VersionId == code?.VersionId),
            _ => null,
        };
    }

    public async Task DoAsync(NoticeAct act)
    {
        var services = Stage.Server.Services;
        Stage.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var scope = services.CreateAsyncScope();
        await (act.Deed switch
        {
            NoticeDeed.Send => SendAsync(act, Urgency.Routine),
            NoticeDeed.SendUrgently => SendAsync(act, Urgency.Emergency),
            NoticeDeed.Stop => StopAsync(act),
            NoticeDeed.RefuseSms => RefuseSmsAsync(act, refuses: true),
            NoticeDeed.AllowSms => RefuseSmsAsync(act, refuses: false),
            NoticeDeed.RefuseZalo => RefuseZaloAsync(act),
            NoticeDeed.Subscribe => SubscribeAsync(act),
            NoticeDeed.Unsubscribe => UnsubscribeAsync(act),
            NoticeDeed.Agree => AgreeAsync(act, agrees: true),
            NoticeDeed.Withdraw => AgreeAsync(act, agrees: false),
            NoticeDeed.Break => BreakAsync(act),
            NoticeDeed.Plan => services.GetRequiredService<PlanLoop>().StepAsync(CancellationToken.None),
            NoticeDeed.Dispatch => services.GetRequiredService<SendLoop>().StepAsync(CancellationToken.None),
            NoticeDeed.Fold => scope.ServiceProvider.GetRequiredService<FoldInbox>().RunAsync(CancellationToken.None),
            NoticeDeed.Settle => services.GetRequiredService<SettleLoop>().StepAsync(CancellationToken.None),
            NoticeDeed.Sweep => services.GetRequiredService<SweepLoop>().StepAsync(CancellationToken.None),
            NoticeDeed.Wait => PassAsync(TimeSpan.FromMinutes(1 + (act.A % 90))),
            NoticeDeed.WaitLong => PassAsync(TimeSpan.FromHours(4 + (act.A % 20))),
            _ => Stage.DrainAsync(),
        });
    }

    /// <summary>Everything works again, and time passes until nothing can be waited for any more.</summary>
    public async Task EndAsync()
    {
        Stage.Play.Faults.Clear();
        for (var day = 0; day < 6; day++)
        {
            await Stage.AdvanceAsync(TimeSpan.FromHours(1));
            await Stage.AdvanceAsync(TimeSpan.FromHours(23));
        }
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    private async Task PassAsync(TimeSpan time)
    {
        Stage.Server.Clock.Advance(time);
        await Stage.Play.Agenda.SettleAsync();
    }

    private async Task SendAsync(NoticeAct act, Urgency urgency)
    {
        var audience = new Audience([act.B % 3 == 0 ? Stage.Village.CommuneId : Stage.Village.HamletId]);
        var sending = await Stage.SendAsync(urgency, urgency == Urgency.Emergency && act.A % 2 == 0 ? Chain.Emergency : Chains[act.A % Chains.Length], audience, TimeSpan.FromHours(6 + (act.B % 60)));
        sent.Add((sending, await Stage.Server.WithDbAsync(db => db.Bulletins.Where(b => b.Id == sending.BulletinId).Select(b => b.Code).SingleAsync())));
    }

    private async Task StopAsync(NoticeAct act)
    {
        if (sent.Count == 0)
        {
            return;
        }

        var sending = sent[act.A % sent.Count].Sending;
        await using var scope = Stage.Server.Services.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<StartSending>().StopAsync(write, sending.BulletinId, null, CancellationToken.None);
        write.Audit("story.stop", sending.Id, null, null, null);
        await write.CommitAsync(CancellationToken.None);
        Stopped.TryAdd(sending.Id, Stage.Phones.Count);
    }

    private async Task RefuseSmsAsync(NoticeAct act, bool refuses)
    {
        var phone = "84" + ChannelStage.PhoneOf(act.A % Stage.Village.Households.Count)[1..];
        await using var scope = Stage.Server.Services.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var optOuts = scope.ServiceProvider.GetRequiredService<OptOuts>();
        await (refuses ? optOuts.RefuseAsync(write, phone, ChannelKind.Sms, null, "page", CancellationToken.None) : optOuts.AllowAsync(write, phone, ChannelKind.Sms, null, "page", CancellationToken.None));
        write.Audit("story.sms", Guid.Empty, null, null, null);
        await write.CommitAsync(CancellationToken.None);
        Refused(phone, "sms", "word", refuses);
    }

    /// <summary>Holds from when the word has been read: the provider brings it, and a loop folds it.</summary>
    private async Task RefuseZaloAsync(NoticeAct act)
    {
        var user = ChannelStage.UserOf(act.A % Stage.Village.Households.Count);
        using (var phone = new HttpClient { BaseAddress = Stage.Play.Address })
        {
            (await phone.PostAsJsonAsync("/sim/zalo/inbound", new { userId = user, @event = "user_send_text", text = "TỪ CHỐI" })).EnsureSuccessStatusCode();
        }

        await Stage.DrainAsync();
        if (await Stage.Server.WithDbAsync(db => db.OptOuts.AnyAsync(o => o.Address == user)))
        {
            Refused(user, "zalo-cs", "word", refuses: true);
        }
    }

    private void Refused(string to, string channel, string why, bool refuses)
    {
        var at = refusals.FindIndex(r => r.To == to && r.Channel == channel && r.Why == why && r.Until is null);
        if (refuses && at < 0)
        {
            refusals.Add((to, channel, why, Stage.Phones.Count, null));
        }
        else if (!refuses && at >= 0)
        {
            refusals[at] = refusals[at] with { Until = Stage.Phones.Count };
        }
    }

    private async Task SubscribeAsync(NoticeAct act)
    {
        if (browsers.Count < 3)
        {
            browsers.Add(await Stage.SubscribeAsync($"máy {browsers.Count}", act.A % 2 == 0 ? Stage.Village.HamletId : Stage.Village.OtherHamletId));
        }
    }

    private async Task UnsubscribeAsync(NoticeAct act)
    {
        if (browsers.Count > 0)
        {
            using var browser = Stage.Server.Anonymous();
            (await browser.PostAsync("/api/portal/push/remove", new PushUnsubscribe(browsers[act.A % browsers.Count]))).EnsureSuccessStatusCode();
        }
    }

    private async Task AgreeAsync(NoticeAct act, bool agrees)
    {
        var i = act.A % Stage.Village.Households.Count;
        await WriteConsentAsync(Stage.Village.Households[i].Id, agrees);
        Refused("84" + ChannelStage.PhoneOf(i)[1..], "sms", "consent", !agrees);
        Refused(ChannelStage.UserOf(i), "zalo-cs", "consent", !agrees);
    }

    private Task WriteConsentAsync(Guid household, bool agrees) => Stage.Server.WriteAsync((db, write) =>
    {
        foreach (var consent in db.Consents.Where(c => c.HouseholdId == household && c.WithdrawnAt == null))
        {
            consent.WithdrawnAt = write.Now;
        }

        if (agrees)
        {
            db.Consents.Add(new Consent { Id = write.NewId(), HouseholdId = household, Purpose = "contact", Method = "spoken", Language = "km", At = write.Now, By = "Kim Thị Út" });
        }
    });

    private Task BreakAsync(NoticeAct act)
    {
        Stage.Play.Faults.Add(new Fault(act.A % 2 == 0 ? "zalo" : "esms", Faults[act.B % Faults.Length], Count: 1 + (act.A % 2)));
        return Task.CompletedTask;
    }
}
