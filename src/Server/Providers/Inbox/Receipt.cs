namespace TungNgo.Providers.Inbox;

/// <summary>What a provider says happened to a message afterwards.</summary>
/// <param name="Key">The delivery, when the provider knows our key; otherwise it is found by the provider's id.</param>
internal sealed record Receipt(Guid? Key, string? ProviderId, ReceiptState State, DateTime At, string? Code = null);

internal enum ReceiptState { Sent, Delivered, Seen, Failed }
