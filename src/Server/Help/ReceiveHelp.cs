using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Providers.Inbox;
using TungNgo.Sendings;
using TungNgo.Web;

namespace TungNgo.Help;

/// <summary>A message of a resident to an Official Account.</summary>
/// <param name="Sound">A recording, fetched and known to be one.</param>
/// <param name="SoundLost">There was a recording that could not be had.</param>
internal sealed record IncomingHelp(
    Guid ChannelId, string UserId, DateTime At, string? Text = null, byte[]? Sound = null, bool SoundLost = false, double? Latitude = null, double? Longitude = null);

public enum HelpReceiptKind { Added, Continued, Nothing }

internal sealed record HelpReceipt(HelpReceiptKind Kind, Guid? RequestId);

/// <summary>Makes a request of what comes in by Zalo. Called inside the write that marks the event as folded, so that none counts twice.</summary>
internal sealed class ReceiveHelp(AppDb db, AreaTree areas, AddHelp add) : IHearsPeople
{
    private static readonly string[] Thanks = ["cam on", "da cam on", "cam on nhieu", "ok", "oke", "da", "vang", "thank you", "អរគុណ"];

    public Task<bool> IsTalkingAsync(Channel channel, string address, CancellationToken ct) => Open(address, channel.Id).AnyAsync(ct);

    public Task HearAsync(Write write, Channel channel, PersonEvent.Said said, byte[]? sound, CancellationToken ct)
    {
        var known = sound is not null && HelpSounds.Knows(sound) ? sound : null;
        return ReceiveAsync(write, new(channel.Id, said.Address, said.At, said.Text, known, said.SoundUrl is not null && known is null, said.Latitude, said.Longitude), ct);
    }

    public async Task<HelpReceipt> ReceiveAsync(Write write, IncomingHelp incoming, CancellationToken ct)
    {
        var contact = await db.ContactPoints.AsNoTracking().FirstOrDefaultAsync(c => c.Kind == ContactKind.Zalo && c.Address == incoming.UserId, ct);
        var language = Letters.LanguageOf(incoming.Text ?? "") ?? contact?.Language ?? "vi";
        if (incoming.SoundLost)
        {
            // Whoever answers must know that there was more.
            incoming = incoming with { Text = $"{incoming.Text} {Texts.In(language)["help.sound-lost"]}".Trim() };
        }
        else if (string.IsNullOrWhiteSpace(incoming.Text) && incoming.Sound is null && incoming.Latitude is null)
        {
            return new(HelpReceiptKind.Nothing, null);
        }

        var audio = incoming.Sound is { } sound ? HelpSounds.Keep(db, write.NewId(), write.Now, sound) : null;
        var open = await Open(incoming.UserId, incoming.ChannelId).OrderByDescending(r => r.At).FirstOrDefaultAsync(ct);
        if (open is not null)
        {
            Continue(write, open, incoming, audio);
            return new(HelpReceiptKind.Continued, open.Id);
        }

        var channelArea = await db.Channels.Where(c => c.Id == incoming.ChannelId).Select(c => c.AreaId).SingleAsync(ct);
        var request = add.Add(write, new NewHelp(
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

        return new(HelpReceiptKind.Added, request.Id);
    }

    private IQueryable<HelpRequest> Open(string address, Guid channelId) =>
        db.HelpRequests.Where(r => r.Address == address && r.ChannelId == channelId && r.State != HelpState.Closed);

    private void Continue(Write write, HelpRequest open, IncomingHelp incoming, Guid? audio)
    {
        if (incoming is { Latitude: { } latitude, Longitude: { } longitude })
        {
            (open.Latitude, open.Longitude) = (latitude, longitude);
        }

        if (!string.IsNullOrWhiteSpace(incoming.Text) || audio is not null)
        {
            add.Say(write, open, incoming.Text ?? "", audio, asksAgain: !Thanks.Contains(SearchKey.Fold(incoming.Text)));
        }

        if (open.HamletId is null && Place(incoming, open.AreaId) is { } hamlet)
        {
            add.Locate(write, open, hamlet);
        }
        else if (incoming.Latitude is not null)
        {
            open.Version++;
            write.Changed(ChangeKind.Help, open.Id, open.HamletId);
            write.Audit("help.say", open.Id, open.AreaId, null, new { place = true });
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
