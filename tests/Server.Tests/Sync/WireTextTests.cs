using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams.Phones;
using TungNgo.Visits;

namespace TungNgo.Tests.Sync;

/// <summary>The texts that phones send: bounded, cleaned, without citizen numbers, and never cut without a word.</summary>
public sealed class WireTextTests
{
    private const string Number = "0930 5000 1234";

    [Fact]
    public async Task No_text_of_a_phone_brings_a_citizen_number_into_any_table()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var household = village.Households[0].Id;
        var visit = village.Visit(0, ("vneid2", Stage.Introduced));
        var newcomer = new PushHousehold(Guid.CreateVersion7(), village.HamletId, Head: "Sơn Kim");
        var person = new PushPerson(Guid.CreateVersion7(), household, "Kim Lan");
        Mutation[] batch =
        [
            visit with { Visit = visit.Visit! with { Note = $"giấy tờ {Number}" } },
            village.Visit(0) with { Visit = visit.Visit! with { Language = Number } },
            village.Visit(0) with { Visit = visit.Visit! with { Activities = [visit.Visit!.Activities[0] with { Blocker = "093\u00a0050\u00a0001\u00a0234" }] } },
            village.Mutate("household.add") with { Household = newcomer with { Head = $"Sơn Kim {Number}" } },
            village.Mutate("household.add") with { Household = newcomer with { Door = "093_050_001_234" } },
            village.Mutate("household.add") with { Household = newcomer with { Landmark = "០៩៣ ០៥០ ០០១ ២៣៤" } },
            village.Mutate("household.add") with { Household = newcomer with { Language = Number } },
            village.Mutate("household.add") with { Household = newcomer with { Phone = "093050001234" } },
            village.Mutate("household.edit") with { Household = new PushHousehold(household, Landmark: Number, Fields: ["landmark"]) },
            village.Mutate("person.add") with { Person = person with { Name = $"Kim Lan {Number}" } },
            village.Mutate("person.add") with { Person = person with { Relation = Number } },
            village.Mutate("person.edit") with { Person = new PushPerson(village.People[0].Id, household, Relation: Number, Fields: ["relation"]) },
            village.Mutate("consent.give") with { Consent = new PushConsent(Guid.CreateVersion7(), household, "store", "spoken", Number) },
            village.Mutate("help.add") with { Help = new PushHelp(Guid.CreateVersion7(), $"mất thẻ {Number}", household) },
            village.Mutate("help.add") with { Help = new PushHelp(Guid.CreateVersion7(), "mất thẻ", Name: Number) },
            village.Mutate("help.add") with { Help = new PushHelp(Guid.CreateVersion7(), "mất thẻ", Language: Number) },
        ];
        Assert.All(await phone.PushAsync(batch), answer => Assert.Equal("citizen-number", answer.Code));
        // A name of a field is no text: nothing else may stand there.
        Assert.Equal("invalid", (await phone.PushAsync(village.Mutate("household.add") with { Household = newcomer with { Fields = [Number] } })).Single().Code);
        Assert.Equal("text-too-long", (await phone.PushAsync(village.Mutate("person.add") with { Person = person with { Sex = Number } })).Single().Code);
        Assert.Empty(await server.HoldingAsync("93050001234"));
    }

    [Fact]
    public async Task The_name_of_a_phone_keeps_no_citizen_number_and_nothing_invisible()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.WriteAsync((db, write) => db.EnrolmentCodes.Add(new EnrolmentCode
        {
            Id = write.NewId(), CodeHash = PhoneBook.Hash("T1"), MemberId = village.MemberId, IssuedBy = "test", ExpiresAt = write.Now.AddHours(1),
        }));
        using var anonymous = server.Anonymous();
        await anonymous.PostAsync("/api/enrol", new EnrolRequest("T1", "\u202eMáy\u0000 của  ông 093050001234 " + new string('y', 80))).ReadAsync<EnrolResponse>();
        Assert.Equal("Máy của ông ••• " + new string('y', 44), await server.WithDbAsync(db => db.Devices.Select(d => d.Name).SingleAsync()));
    }

    [Fact]
    public async Task What_is_too_long_is_refused_with_the_fields_name_and_leaves_no_trace()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var visit = village.Visit(0, ("vneid2", Stage.Introduced));
        Mutation[] batch =
        [
            visit with { Visit = visit.Visit! with { Note = new string('x', 501) } },
            village.Visit(0) with { Visit = visit.Visit! with { Activities = [visit.Visit!.Activities[0] with { Blocker = new string('x', 200_000) }] } },
            village.Mutate("household.edit") with { Household = new PushHousehold(village.Households[0].Id, Landmark: new string('x', 201), Fields: ["landmark"]) },
        ];
        foreach (var (language, word) in new[] { ("vi", "“Ghi chú” dài quá: chỉ nhận 500 chữ."), ("en", "“Note” is too long: 500 letters are the most."), ("km", "500") })
        {
            phone.DefaultRequestHeaders.AcceptLanguage.Clear();
            phone.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
            var answers = await phone.PushAsync([.. batch.Select(m => m with { Id = Guid.CreateVersion7() })]);
            Assert.All(answers, a => Assert.Equal("text-too-long", a.Code));
            Assert.Contains(word, answers[0].Reason, StringComparison.Ordinal);
        }

        Assert.All(await phone.PushAsync(batch), a => Assert.Equal("text-too-long", a.Code));
        Assert.All(await phone.PushAsync(batch), a => Assert.Equal("text-too-long", a.Code));
        Assert.Equal(0, await server.WithDbAsync(db => db.Visits.CountAsync()));
        Assert.Equal(0, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.After != null && a.After.Contains("xxxxx"))));
    }

    [Fact]
    public async Task A_Khmer_note_is_measured_by_its_letters_and_kept_whole()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        // Five hundred letters, each with one below another and a vowel: 2,500 characters.
        var note = string.Concat(Enumerable.Repeat("ស្ត្រី", 500));
        var visit = village.Visit(0, ("vneid2", Stage.Introduced));
        Assert.Equal("applied", (await phone.PushAsync(visit with { Visit = visit.Visit! with { Note = note } })).Single().Result);
        Assert.Equal(note, await server.WithDbAsync(db => db.Visits.Select(v => v.Note).SingleAsync()));
        Assert.Equal("text-too-long", (await phone.PushAsync(village.Visit(1) with { Visit = visit.Visit! with { Note = note + "ក" } })).Single().Code);
    }

    [Fact]
    public async Task What_cannot_be_seen_is_no_name_and_numbers_are_kept_in_one_form()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = Guid.CreateVersion7();
        var answers = await phone.PushAsync(
            village.Mutate("household.add") with { Household = new PushHousehold(Guid.CreateVersion7(), village.HamletId, Head: "\u200b\u2060\ufeff\u0000") },
            village.Mutate("person.add") with { Person = new PushPerson(Guid.CreateVersion7(), village.Households[0].Id, "\u200d \u3164") },
            village.Mutate("household.add") with { Household = new PushHousehold(id, village.HamletId, Head: "Sơn\u0000 Kim\u202e", Phone: "\ufeffĐT: +84 912–345–678", Landmark: "gần\nchùa") });
        Assert.Equal(["invalid", "invalid", null], answers.Select(a => a.Code));
        var household = await server.WithDbAsync(db => db.Households.SingleAsync(h => h.Id == id));
        Assert.Equal(("Sơn Kim", "0912345678", "gần chùa"), (household.Head, household.Phone, household.Landmark));
    }
}
