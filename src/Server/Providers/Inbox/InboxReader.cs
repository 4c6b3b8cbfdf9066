using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using TungNgo.Gateways.Sms;
using TungNgo.Gateways.Zalo;
using TungNgo.Providers.WebPush;
using TungNgo.Sendings;

namespace TungNgo.Providers.Inbox;

/// <summary>What one event says in our words: receipts, or news of a person.</summary>
internal sealed record InboxNews(IReadOnlyList<Receipt> Receipts, ZaloEvent? Contact);

/// <summary>Reads events as they were kept; null is an event that cannot be read.</summary>
internal static class InboxReader
{
    /// <param name="receivedAt">Stands for the instant of receipts that carry none.</param>
    public static InboxNews? Read(Channel channel, string body, DateTime receivedAt) => channel.Provider switch
    {
        "zalo" => ZaloEventReader.Read(Encoding.UTF8.GetBytes(body)) is { } zalo ? Zalo(zalo) : null,
        "esms" => EsmsReceipt.Read(QueryHelpers.ParseQuery(body).Select(q => KeyValuePair.Create(q.Key, (string?)q.Value))) is { } sms
            ? Sms(sms.State, Guid.TryParse(sms.Key, out var key) ? key : null, sms.MessageId, receivedAt) : null,
        "speedsms" => SpeedSmsReceipt.Read(Encoding.UTF8.GetBytes(body)) is { } sms ? Sms(sms.State, null, sms.MessageId, receivedAt) : null,
        "webpush" => PushWord.Read(body) is { } word ? new([new(word.Delivery, null, word.Tapped ? ReceiptState.Seen : ReceiptState.Delivered, receivedAt)], null) : null,
        _ => null,
    };

    private static InboxNews Zalo(ZaloEvent zalo) => zalo switch
    {
        ZaloEvent.Received r => new([new(Guid.TryParse(r.TrackingId, out var key) ? key : null, r.MessageId, ReceiptState.Delivered, r.At)], null),
        ZaloEvent.Seen s => new([.. s.MessageIds.Select(id => new Receipt(null, id, ReceiptState.Seen, s.At))], null),
        // The echo of what the account sent: our own calls know better, and lost ones are asked about.
        ZaloEvent.FromAccount => new([], null),
        _ => new([], zalo),
    };

    private static InboxNews Sms(SmsState state, Guid? key, string id, DateTime at) => state switch
    {
        SmsState.Delivered => new([new(key, id, ReceiptState.Delivered, at)], null),
        SmsState.Failed => new([new(key, id, ReceiptState.Failed, at, "undelivered")], null),
        _ => new([], null),
    };
}
