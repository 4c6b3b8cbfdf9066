using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Writing;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Water.Forms;

/// <summary>A form as its page states it; the whole of it each time.</summary>
internal sealed record FormInput(Guid AreaId, string Kind, DateOnly? Day, string? Issuer, string? Number, string? SignedAs, string? Signer, Func<string, string?> Typed, int Edition);

/// <summary>Entering and changing forms, and making notices of them, by whoever writes bulletins in the unit.</summary>
internal sealed class FormEdits(AppDb db, Writer writer, CurrentUser user, AreaTree areas, BulletinEdits bulletins)
{
    /// <summary>The form, for whoever may write in its unit; for others it is not there.</summary>
    public async Task<WaterForm> FindAsync(Guid id, CancellationToken ct) =>
        await db.WaterForms.SingleOrDefaultAsync(f => f.Id == id, ct) is { } form && user.Can(Permission.WriteBulletins, form.AreaId) ? form : throw new Refusal(Problems.NotFound);

    /// <param name="id">Null makes a new one.</param>
    public async Task<Guid> SaveAsync(Guid? id, FormInput input, CancellationToken ct)
    {
        var kind = FormKinds.Find(input.Kind) ?? throw new Refusal(Problems.NotFound);
        if (id is null)
        {
            user.Require(Permission.WriteBulletins, input.AreaId);
            if (areas.Today.Find(input.AreaId) is not { Tier: not AreaTier.Hamlet })
            {
                throw new Refusal(Problems.NotFound);
            }
        }

        if (input.Day is not { Year: > 2000 and < 2100 } day)
        {
            throw new Refusal(Problems.FormNeeded, new TextKey("forms.day"), new FieldId("day"));
        }

        var issuer = FreeText.Line(input.Issuer, 120, "forms.issuer") ?? throw new Refusal(Problems.FormNeeded, new TextKey("forms.issuer"), new FieldId("issuer"));
        var (number, signedAs, signer) = (FreeText.Line(input.Number, 60, "forms.number"), FreeText.Line(input.SignedAs, 80, "forms.signed-as"), FreeText.Line(input.Signer, 80, "forms.signer"));
        var data = FormData.Read(kind, input.Typed);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var form = id is { } known ? await FindAsync(known, ct) : db.WaterForms.Add(new WaterForm
        {
            Id = write.NewId(), Kind = kind.Code, AreaId = input.AreaId, AuthorId = user.UserId, Author = user.Name, CreatedAt = write.Now,
        }).Entity;
        if (form.Edition != input.Edition || form.Kind != kind.Code)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var before = id is null ? null : Fields(form);
        (form.Day, form.Issuer, form.Number, form.SignedAs, form.Signer, form.Data, form.ChangedAt) = (day, issuer, number, signedAs, signer, data.ToJson(), write.Now);
        form.Edition++;
        write.Changed(ChangeKind.WaterForm, form.Id);
        write.Audit(id is null ? "form.add" : "form.edit", form.Id, form.AreaId, before, Fields(form));
        await write.CommitAsync(ct);
        return form.Id;
    }

    /// <summary>Begins a notice with what the form says, in Vietnamese and Khmer, for the unit.</summary>
    /// <returns>Id of the draft.</returns>
    public async Task<Guid> NoticeAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var form = await FindAsync(id, ct);
        var kind = FormKinds.Find(form.Kind)!;
        var data = FormData.Of(form.Data);
        var texts = new[] { "vi", "km" }.ToDictionary(l => l, l => FormNotice.Write(form, kind, data, Texts.In(l)));
        var urgency = await db.BulletinKinds.Where(k => k.Code == kind.Bulletin).Select(k => k.Urgency).SingleOrDefaultAsync(ct);
        var until = data.Text(new Blank("to")) is { } to && Formats.DayOf(to) is { } last && LegalDay.Start(last.AddDays(1)) > write.Now ? LegalDay.Start(last.AddDays(1)) : (DateTime?)null;
        var draft = await bulletins.DraftAsync(write, new(form.AreaId, kind.Bulletin, urgency, texts, form.Issuer, form.Number, ValidTo: until, Audience: new Audience([form.AreaId])), ct);
        form.BulletinId = draft;
        write.Changed(ChangeKind.WaterForm, form.Id);
        write.Audit("form.notice", form.Id, form.AreaId, null, new { BulletinId = draft });
        await write.CommitAsync(ct);
        return draft;
    }

    private static object Fields(WaterForm f) => new { f.Kind, f.Day, f.Issuer, f.Number, f.SignedAs, f.Signer, Data = JsonNode.Parse(f.Data) };
}
