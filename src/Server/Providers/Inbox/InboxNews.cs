using TungNgo.Contacts;
using TungNgo.Gateways.Sms;

namespace TungNgo.Providers.Inbox;

/// <summary>What one event says in our words: receipts, or news of a person.</summary>
internal sealed record InboxNews(IReadOnlyList<Receipt> Receipts, PersonEvent? Person)
{
    /// <param name="key">The delivery, when the provider was told it.</param>
    /// <param name="id">The provider's own.</param>
    public static InboxNews OfSms(SmsState state, Guid? key, string id, DateTime at) => state switch
    {
        SmsState.Delivered => new([new(key, id, ReceiptState.Delivered, at)], null),
        SmsState.Failed => new([new(key, id, ReceiptState.Failed, at, "undelivered")], null),
        _ => new([], null),
    };
}
