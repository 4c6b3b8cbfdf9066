using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Sendings.Dispatch;

namespace TungNgo.Sendings.Plan;

/// <summary>The rows of one hamlet: each recipient once, and a delivery for each way of its chain.</summary>
internal sealed class PlanRows(Sending sending, VersionText version, Write write)
{
    private readonly int day = LegalDay.Of(write.Now).Number();

    public List<Recipient> Recipients { get; } = [];
    public List<Delivery> Deliveries { get; } = [];

    /// <summary>Doors at which it is a member's turn at once, because nothing else reaches them.</summary>
    public int Tellings { get; private set; }

    public void Add(Facts facts, Ways finder)
    {
        var ways = finder.Of(facts);
        var language = version.LanguageFor(facts.Language);
        var first = ways.Count == 0 ? 0 : ways.Min(w => w.Step);
        var began = ways.Where(w => w.Step == first).Select(w => DueAt(w) ?? sending.NotBefore).DefaultIfEmpty(sending.NotBefore).Max();
        Recipients.Add(new Recipient
        {
            VersionId = sending.VersionId,
            RecipientId = facts.Id,
            SendingId = sending.Id,
            HamletId = facts.HamletId,
            IsMember = !facts.AtDoor,
            Language = language,
            State = ways.Count == 0 ? RecipientState.Unreached : RecipientState.Open,
            Step = first,
            StepAt = began,
            NextStepAt = ways.Count == 0 ? null : StepEnd(finder.Chain, ways, first, began, sending.ValidTo),
            PlannedDay = day,
        });
        InQuietHours += ways.Count(w => w.Step == first && w.Channel is { } c && sending.Emergency && QuietHours.Next(c, sending.NotBefore, emergency: false) > sending.NotBefore);
        foreach (var way in ways)
        {
            Deliveries.Add(new Delivery
            {
                Id = write.NewId(),
                SendingId = sending.Id,
                VersionId = sending.VersionId,
                RecipientId = facts.Id,
                HamletId = facts.HamletId,
                Step = way.Step,
                Kind = way.Kind,
                ChannelId = way.Channel?.Id,
                RelayId = way.RelayId,
                Language = language,
                To = way.To,
                ContactId = way.ContactId,
                Emergency = sending.Emergency,
                State = way.Step == first ? DeliveryState.Queued : DeliveryState.Waiting,
                DueAt = way.Step == first ? DueAt(way) : null,
            });
        }

        Tellings += ways.Exists(w => w.Step == first && w.Kind == ChannelKind.InPerson) ? 1 : 0;
    }

    /// <summary>A browser that chose the hamlet asked for all that is said there: whom else the bulletin is for, and by which ways, is not asked.</summary>
    public void Add(ContactPoint browser, Channel channel) => Deliveries.Add(new Delivery
    {
        Id = write.NewId(), SendingId = sending.Id, VersionId = sending.VersionId, RecipientId = browser.Id, HamletId = browser.HamletId!.Value, Kind = ChannelKind.WebPush, ChannelId = channel.Id,
        Language = version.LanguageFor(browser.Language ?? "vi"), To = browser.Address, ContactId = browser.Id, Emergency = sending.Emergency, State = DeliveryState.Queued,
        DueAt = QuietHours.Next(channel, sending.NotBefore, sending.Emergency),
    });

    /// <summary>Messages of an emergency that go out in hours when routine ones rest: said in the audit.</summary>
    public int InQuietHours { get; private set; }

    private DateTime? DueAt(Way way) => way.Channel is { } channel ? QuietHours.Next(channel, sending.NotBefore, sending.Emergency) : null;

    /// <summary>When a step that begins now gives way to the next; the last one ends with the bulletin.</summary>
    public static DateTime StepEnd(Chain chain, IEnumerable<Way> ways, int step, DateTime from, DateTime validTo) =>
        ways.Any(w => w.Step > step) && from.AddMinutes(chain.Steps[step].WaitMinutes) is var end && end < validTo ? end : validTo;
}
