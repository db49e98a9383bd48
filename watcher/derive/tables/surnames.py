"""Surnames of peoples who write them first: a name of three or four words that begins with one is a person's."""

from typing import Final

from watcher.derive.tables.lists import words

__all__ = ["SURNAMES_FIRST"]

SURNAMES_FIRST: Final = words(
    """
    nguyen nguyễn tran trần le lê pham phạm phan dao đào truong trương vu vũ vo võ dang đặng bui bùi do đỗ ho hồ ngo
    ngô duong dương ly lý dinh đinh doan đoàn trinh trịnh huynh huỳnh mai lam ta luong lương chau châu kim park choi
    jung kang cho yoon jang lim han shin seo kwon hwang ahn song hong yang wang li zhang liu chen huang zhao wu zhou
    xu sun ma zhu hu guo lin gao luo zheng liang xie tang deng cao peng zeng xiao tian dong yuan pan cai jiang yu wei
    ye chan lau cheung leung wong chow kwok tsang tsai hsieh hsu chang chiang
    """
)
