using TungNgo.Providers.Inbox;

namespace TungNgo.Sendings.Settling;

/// <summary>
/// Folds receipts into a delivery so that neither order nor repetition matters: each receipt can only raise the state. Seen is more than
/// delivered; delivered is more than anything that was believed to have failed, for the phone has it.
/// </summary>
internal static class ReceiptFold
{
    /// <returns>Whether the delivery changed.</returns>
    public static bool Apply(Delivery d, Receipt receipt)
    {
        var target = receipt.State switch
        {
            ReceiptState.Seen => DeliveryState.Seen,
            ReceiptState.Delivered => DeliveryState.Delivered,
            ReceiptState.Failed => DeliveryState.Failed,
            _ => DeliveryState.Sent,
        };
        if (receipt.State == ReceiptState.Sent && (d.SentAt is null || receipt.At < d.SentAt))
        {
            d.SentAt = receipt.At;
        }

        if (Rank(target) == Rank(d.State) && receipt.At < d.EndedAt)
        {
            d.EndedAt = receipt.At;
        }

        if (Rank(target) <= Rank(d.State))
        {
            return false;
        }

        d.ProviderId ??= receipt.ProviderId;
        d.Code = target == DeliveryState.Failed ? receipt.Code : null;
        (d.State, d.EndedAt, d.LeaseUntil) = (target, target == DeliveryState.Sent ? null : receipt.At, null);
        if (target == DeliveryState.Sent)
        {
            d.ReceiptDueAt = receipt.At.AddHours(24);
        }

        return true;
    }

    private static int Rank(DeliveryState state) => state switch
    {
        DeliveryState.Seen => 9,
        DeliveryState.Delivered => 8,
        DeliveryState.Done => 7,
        // A provider's word that it failed is final against all but the phone's own.
        DeliveryState.Failed => 5,
        DeliveryState.OptedOut => 5,
        DeliveryState.Sent or DeliveryState.NoReceipt => 4,
        _ => 1,
    };
}
