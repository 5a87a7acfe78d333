import { parseFields } from './typed-fields';

it('puts each field into its group', () => {
  const text = [
    'nameCode=610180-1234',
    'name1 = Åse Prøve',
    'name2=Øster',
    '',
    'address1=Prøvevej 1 = baghuset',
    'start=2020-02-01',
    'email=aase@oester.example',
    'Beskyttelsestype=0002',
    'Beskyttelsestype=0003',
    'Separeret=2019',
  ].join('\r\n');
  expect(parseFields(text)).toEqual({
    nameCode: '6101801234',
    content: {
      name: { fields: { name1: 'Åse Prøve', name2: 'Øster' } },
      main_address: { address: { address1: 'Prøvevej 1 = baghuset', start: { date: '2020-02-01' } } },
      contact_lines: { contactLines: { email: 'aase@oester.example' } },
      protection: { info: { Beskyttelsestype: [{ value: '0002' }, { value: '0003' }] } },
      separation: { dates: { Separeret: { date: '2019' } } },
    },
  });
  expect(parseFields('')).toEqual({ content: {} });
});

it.each(['6101801234', '=Åse', 'surname=Øster', 'name1=Åse\nname1=Bo'])('refuses %j and does not repeat it', (text) => {
  expect(() => parseFields(text)).toThrow(/^(line 1 of standard input|the field name1 stands twice)/);
  expect(() => parseFields(text)).not.toThrow(/6101801234|Åse|Øster/);
});
