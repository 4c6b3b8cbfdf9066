using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Water.Risks;

/// <summary>A level as an office copies it from the station's bulletin.</summary>
internal sealed record RiskInput(Guid AreaId, int Level, string? Issuer, string? Document, DateOnly From, DateOnly To);

/// <summary>The risk levels of salt water that forecasting stations issued: entered by those who look after the water, told in every notice of it.</summary>
internal sealed class RiskBook(AppDb db, Writer writer, CurrentUser user, AreaTree areas)
{
    /// <summary>Levels are issued for days, not for seasons; a longer time is a slip of the pen.</summary>
    private const int MostDays = 31;

    /// <summary>The last one issued for a unit or one above it that holds on a day.</summary>
    public async Task<IssuedRisk?> OnAsync(Guid unit, DateOnly day, CancellationToken ct) =>
        (await db.IssuedRisks.AsNoTracking().Where(r => r.WithdrawnAt == null && r.From <= day && r.To >= day).OrderByDescending(r => r.EnteredAt).ToListAsync(ct))
            .Find(r => Heir(r.AreaId) is var holder && areas.Today.IsWithin(unit, holder));

    /// <summary>"2 (Đài KTTV tỉnh Sóc Trăng, 24/02)", in every language alike; a dash where none was issued.</summary>
    public async Task<string> WordsAsync(Guid unit, DateOnly day, CancellationToken ct) =>
        await OnAsync(unit, day, ct) is { } risk ? $"{risk.Level} ({risk.Issuer}, {risk.From:dd/MM})" : Formats.Missing;

    /// <summary>The newest ones that the caller may see.</summary>
    public async Task<List<IssuedRisk>> VisibleAsync(int most, CancellationToken ct) =>
        [.. (await db.IssuedRisks.AsNoTracking().OrderByDescending(r => r.EnteredAt).ToListAsync(ct))
            .Where(r => Heir(r.AreaId) is var unit && (user.Can(Permission.ViewWater, unit) || user.AreasWith(Permission.ViewWater).Any(own => areas.Today.IsWithin(own, unit)))).Take(most)];

    public bool MayWithdraw(IssuedRisk risk) => risk.WithdrawnAt is null && user.Can(Permission.ManageWater, Heir(risk.AreaId));

    public async Task EnterAsync(RiskInput input, CancellationToken ct)
    {
        user.Require(Permission.ManageWater, input.AreaId);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (input.Level is < 1 or > IssuedRisk.Highest || input.To < input.From || input.To.DayNumber - input.From.DayNumber > MostDays || input.To < write.Today)
        {
            throw new Refusal(Problems.Risk, IssuedRisk.Highest, MostDays);
        }

        var issuer = FreeText.Line(input.Issuer, 120, "water.risk.issuer") is { Length: >= 3 } said ? said : throw new Refusal(Problems.RiskIssuer);
        var risk = db.IssuedRisks.Add(new IssuedRisk
        {
            Id = write.NewId(), AreaId = input.AreaId, Level = input.Level, Issuer = issuer, Document = FreeText.Line(input.Document, 80, "water.risk.document"), From = input.From, To = input.To,
            EnteredBy = user.Name, EnteredAt = write.Now,
        }).Entity;
        write.Changed(ChangeKind.WaterEvent, risk.Id);
        write.Audit("water.risk", risk.Id, risk.AreaId, null, new { risk.Level, risk.Issuer, risk.Document, risk.From, risk.To });
        await write.CommitAsync(ct);
    }

    public async Task WithdrawAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var risk = await db.IssuedRisks.SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageWater, Heir(risk.AreaId));
        if (risk.WithdrawnAt is not null)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        risk.WithdrawnAt = write.Now;
        write.Changed(ChangeKind.WaterEvent, id);
        write.Audit("water.risk-withdraw", id, risk.AreaId, new { risk.Level, risk.From, risk.To }, null);
        await write.CommitAsync(ct);
    }

    private Guid Heir(Guid area) => areas.HeirOn(area, areas.Today.Day) ?? area;
}
