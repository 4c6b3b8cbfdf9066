using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Sendings;
using TungNgo.Web;

namespace TungNgo.Help;

/// <summary>A message of a resident to an Official Account.</summary>
/// <param name="Sound">A recording, fetched and known to be one.</param>
/// <param name="SoundLost">There was a recording that could not be had.</param>
internal sealed record IncomingHelp(
    Guid ChannelId, string UserId, DateTime At, string? Text = null, byte[]? Sound = null, bool SoundLost = false, double? Latitude = null, double? Longitude = null);

public enum HelpReceiptKind { Added, Continued, OptedOut, OptedIn, Nothing }

/// <param name="Reply">What to say back at once where no request carries it (keywords); null otherwise.</param>
internal sealed record HelpReceipt(HelpReceiptKind Kind, Guid? RequestId, string? Reply);

/// <summary>Makes a request of what comes in by Zalo. Called inside the write that marks the event as folded, so that none counts twice.</summary>
internal sealed class ReceiveHelp(AppDb db, AreaTree areas, AddHelp add, OptOuts optOuts)
{
    // With their tones: "đúng" (right) and "dùng" (use) must not stop anything, though both fold to "dung".
    private static readonly string[] Stop = ["dung", "dừng", "stop", "ngung", "ngừng", "ឈប់"];
    private static readonly string[] Start = ["nhan", "nhận", "start", "ទទួល"];
    private static readonly string[] Thanks = ["cam on", "da cam on", "cam on nhieu", "ok", "oke", "da", "vang", "thank you", "អរគុណ"];

    public async Task<HelpReceipt> ReceiveAsync(Write write, IncomingHelp incoming, CancellationToken ct)
    {
        var said = FreeText.CleanLines(incoming.Text)?.ToLowerInvariant() ?? "";
        var contact = await db.ContactPoints.AsNoTracking().FirstOrDefaultAsync(c => c.Kind == ContactKind.Zalo && c.Address == incoming.UserId, ct);
        var language = HelpText.LanguageOf(said) ?? contact?.Language ?? "vi";
        if (Stop.Contains(said))
        {
            await optOuts.RefuseAsync(write, incoming.UserId, null, null, "reply", ct);
            return new(HelpReceiptKind.OptedOut, null, Texts.In(language)["help.reply.stopped"]);
        }

        if (Start.Contains(said))
        {
            await optOuts.AllowAsync(write, incoming.UserId, null, null, "reply", ct);
            return new(HelpReceiptKind.OptedIn, null, Texts.In(language)["help.reply.started"]);
        }

        if (incoming.SoundLost)
        {
            // Whoever answers must know that there was more.
            incoming = incoming with { Text = $"{incoming.Text} {Texts.In(language)["help.sound-lost"]}".Trim() };
        }
        else if (said.Length == 0 && incoming.Sound is null && incoming.Latitude is null)
        {
            return new(HelpReceiptKind.Nothing, null, null);
        }

        var help = HelpWrite.Of(db, write);
        var audio = incoming.Sound is { } sound ? HelpSounds.Keep(db, write.NewId(), write.Now, sound) : null;
        var open = await db.HelpRequests.Where(r => r.Address == incoming.UserId && r.ChannelId == incoming.ChannelId && r.State != HelpState.Closed)
            .OrderByDescending(r => r.At).FirstOrDefaultAsync(ct);
        if (open is not null)
        {
            Continue(help, open, incoming, audio);
            return new(HelpReceiptKind.Continued, open.Id, null);
        }

        var channelArea = await db.Channels.Where(c => c.Id == incoming.ChannelId).Select(c => c.AreaId).SingleAsync(ct);
        var request = add.Add(help, new NewHelp(
            HelpRequest.Zalo, incoming.Text ?? "", language, channelArea, await HamletAsync(incoming, contact, channelArea, ct), null, incoming.UserId, incoming.ChannelId,
            contact?.HouseholdId, incoming.Latitude, incoming.Longitude, audio, At: incoming.At));
        if (request.HamletId is null)
        {
            // One question, once: without a hamlet no team can go there.
            db.HelpMessages.Add(new HelpMessage
            {
                Id = write.NewId(), RequestId = request.Id, At = write.Now, Text = Texts.In(language)["help.reply.where"], Delivery = DeliveryOfAnswer.Queued,
            });
        }

        return new(HelpReceiptKind.Added, request.Id, null);
    }

    private void Continue(HelpWrite help, HelpRequest open, IncomingHelp incoming, Guid? audio)
    {
        if (incoming is { Latitude: { } latitude, Longitude: { } longitude })
        {
            (open.Latitude, open.Longitude) = (latitude, longitude);
        }

        if (!string.IsNullOrWhiteSpace(incoming.Text) || audio is not null)
        {
            add.Say(help, open, incoming.Text ?? "", audio, asksAgain: !Thanks.Contains(SearchKey.Fold(incoming.Text)));
        }

        if (open.HamletId is null && Place(incoming, open.AreaId) is { } hamlet)
        {
            add.Locate(help, open, hamlet);
        }
        else if (incoming.Latitude is not null)
        {
            open.Version++;
            help.Changed(open.Id, open.HamletId);
            help.Audit("help.say", open.Id, open.AreaId, null, new { place = true });
        }
    }

    /// <summary>The register knows the sender's household, the browser or account chose a hamlet, the sender shows a place, or names one.</summary>
    private async Task<Guid?> HamletAsync(IncomingHelp incoming, ContactPoint? contact, Guid within, CancellationToken ct)
    {
        if (contact?.HouseholdId is { } household)
        {
            return await db.Households.Where(h => h.Id == household).Select(h => (Guid?)h.HamletId).SingleOrDefaultAsync(ct);
        }

        return contact?.HamletId ?? Place(incoming, within);
    }

    private Guid? Place(IncomingHelp incoming, Guid within) =>
        (incoming is { Latitude: { } latitude, Longitude: { } longitude } ? HelpPlaces.Nearest(areas.Today, latitude, longitude) : null)
        ?? (incoming.Text is { } text ? HelpPlaces.Named(areas.Today, within, text) : null);
}
