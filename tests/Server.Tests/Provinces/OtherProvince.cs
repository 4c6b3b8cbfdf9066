using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Provinces;
using TungNgo.Provinces.Packages;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Values;

namespace TungNgo.Tests.Provinces;

/// <summary>Another province, as far as it is known here: a code, a key, a few units, figures that it makes up.</summary>
internal sealed class OtherProvince(string code) : IDisposable
{
    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    public string Code { get; } = code;
    public Guid Id { get; private set; }
    public Guid Root { get; } = Guid.CreateVersion7();
    public Guid[] Communes { get; } = [Guid.CreateVersion7(), Guid.CreateVersion7()];

    public async Task RegisterAsync(TestServer node, DateOnly? from = null, DateOnly? to = null)
    {
        Id = Guid.CreateVersion7();
        await node.WriteAsync((db, write) =>
        {
            var key = Key.ExportSubjectPublicKeyInfo();
            db.Provinces.Add(new Province { Id = Id, Code = Code, Name = $"Tỉnh {Code}", ValidFrom = from, ValidTo = to });
            db.ProvinceKeys.Add(new ProvinceKey { Id = write.NewId(), ProvinceId = Id, Print = SignedPackage.PrintOf(key), Public = key, AddedAt = write.Now, AddedBy = "test" });
            write.Changed(ChangeKind.Province, Id);
        });
    }

    /// <param name="teams">Teams of its two communes; each has seven members.</param>
    public PackageBody Body(TestServer node, string period, DateTime made, params int[] teams)
    {
        var catalogue = node.Services.GetRequiredService<IndicatorCatalogue>();
        using var scope = node.Services.CreateScope();
        var of = scope.ServiceProvider.GetRequiredService<IndicatorReader>().PeriodOf(period)!;
        List<PackagedFigure> figures = [.. Figures(Root, teams.Sum())];
        foreach (var (commune, count) in Communes.Zip(teams))
        {
            figures.AddRange(Figures(commune, count));
        }

        return new(PackageBody.Current, of.Code, of.From, of.To, made, 7, Root,
            [
                new(Root, null, Code, $"Tỉnh {Code}", AreaKind.Province, null, null, null),
                .. Communes.Select((c, i) => new PackagedUnit(c, Root, $"{Code}{i:000}", $"Xã {i}", AreaKind.Commune, null, null, null)),
            ],
            [.. catalogue.Of(of.Year).Select(PackagedDefinition.Of)], figures);
    }

    public byte[] Package(TestServer node, string period, DateTime made, params int[] teams) => SignedPackage.Sign(Body(node, period, made, teams), Key);

    /// <summary>Sends it as a province's node does.</summary>
    public static async Task<(HttpStatusCode Status, TakenPackage? Taken, string? Code)> SendAsync(TestServer node, byte[] package)
    {
        using var client = node.Anonymous();
        using var content = new ByteArrayContent(package);
        content.Headers.ContentType = new MediaTypeHeaderValue(SignedPackage.MediaType);
        using var answer = await client.PostAsync("/api/provinces/packages", content);
        return answer.IsSuccessStatusCode ? (answer.StatusCode, await answer.Content.ReadFromJsonAsync<TakenPackage>(TestServer.Json), null)
            : (answer.StatusCode, null, (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("code").GetString());
    }

    public void Dispose() => Key.Dispose();

    private static IEnumerable<PackagedFigure> Figures(Guid unit, int teams) =>
    [
        new(unit, "TO", teams, null, null, null, null), new(unit, "THANH_VIEN", teams * 7, null, null, null, null),
        new(unit, "TV_MOI_TO", teams == 0 ? null : 7, teams * 7, teams, null, null, teams == 0 ? Gap.Part : Gap.None),
    ];
}
